package scf.gateway;

import scf.contract.Bytes;
import scf.contract.Refusal;

/// How the endorsement (背书) of an act ended. In none of these has anything been ordered yet.
public sealed interface Endorsing {

    /// City and platform have executed the act, agree on what it changes and have signed that. `transaction` is the
    /// signed envelope for the orderer, without the act's rows: write it down, then submit it.
    record Endorsed(Bytes transaction) implements Endorsing {}

    /// The rules refuse the act. The endorser judged the state that it has: one that lags behind may refuse what it
    /// would accept a moment later.
    record RefusedByRules(Refusal refusal, String message) implements Endorsing {}

    /// No answer, not enough endorsers, endorsers that disagree, or an accident inside the chaincode: try again
    /// later.
    record NotEndorsed(String cause) implements Endorsing {}
}
