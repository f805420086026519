package scf.platform.practice;

import scf.platform.signing.MessageKey;

/// A key of a practice party, with its private half.
///
/// @param usage `http` for signed calls, `act` for business acts on the ledger
/// @param user the person of the party who signs with it; the maker of a confirmation is not its checker
record PracticeKey(String usage, String user, MessageKey secret) {}
