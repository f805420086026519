package scf.platform.ledger;

import scf.contract.ActType;
import scf.contract.Refusal;
import scf.schema.ids.ActHash;

/// The ledger's rules have refused an act of ours for good. Rooms restore the state before it and keep the
/// reason.
///
/// @param message what the contract said, for people
public record ActRefused(ActHash act, ActType type, String subject, Refusal refusal, String message) {}
