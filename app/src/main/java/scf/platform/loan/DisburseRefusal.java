package scf.platform.loan;

import scf.platform.voucher.FundRefusal;

/// Why a loan is not paid out, in order of precedence.
public sealed interface DisburseRefusal {

    /// There is none, or it is another bank's.
    record NoSuchLoan() implements DisburseRefusal {}

    /// It was paid out before, is being paid out, or was cancelled.
    record NotPending(String state) implements DisburseRefusal {}

    /// The account is not the borrower's own, or its bank has not verified it.
    record AccountNotVerified() implements DisburseRefusal {}

    /// No registration stands for the request: whose claim comes first would be anybody's guess.
    record NotRegistered() implements DisburseRefusal {}

    /// It is due by now: there is no day left to lend for.
    record Matured() implements DisburseRefusal {}

    /// The voucher is not there to be funded.
    record VoucherRefuses(FundRefusal why) implements DisburseRefusal {}
}
