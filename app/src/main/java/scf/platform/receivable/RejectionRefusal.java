package scf.platform.receivable;

/// Why a signed rejection (拒绝确权) is not prepared, or not told to the ledger, in order of precedence.
public sealed interface RejectionRefusal {

    /// No such receivable, or none of the caller's.
    record NoSuchReceivable() implements RejectionRefusal {}

    /// Only the debtor answers a claim.
    record NotTheDebtor() implements RejectionRefusal {}

    /// In this state nothing is rejected any more.
    record NotOpen(Receivable.State state) implements RejectionRefusal {}

    /// Whoever prepared the act does not sign it off as well (经办/复核).
    record MakerIsChecker() implements RejectionRefusal {}
}
