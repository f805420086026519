package scf.platform.receivable;

import scf.platform.money.Money;

/// Why a confirmation (确权) is not prepared, or not told to the ledger, in order of precedence.
public sealed interface ConfirmationRefusal {

    /// No such receivable, or none of the caller's.
    record NoSuchReceivable() implements ConfirmationRefusal {}

    /// Only the debtor confirms what it owes.
    record NotTheDebtor() implements ConfirmationRefusal {}

    /// The documents have not been matched, or the receivable has been answered already.
    record NotMatched(Receivable.State state) implements ConfirmationRefusal {}

    /// The receivable is in another currency.
    record OtherCurrency(String currency) implements ConfirmationRefusal {}

    /// A confirmation is above zero. Where the documents support nothing, the amount must be named.
    record NothingConfirmed() implements ConfirmationRefusal {}

    /// More than is claimed is never confirmed, whatever the reason.
    record AboveClaim(Money claim) implements ConfirmationRefusal {}

    /// More than the documents support is confirmed with a reason only.
    record ReasonMissing(Money supported) implements ConfirmationRefusal {}

    /// Over all receivables, more would be confirmed than the invoice's total.
    record AboveInvoice(Money open) implements ConfirmationRefusal {}

    /// Whoever prepared the act does not sign it off as well (经办/复核).
    record MakerIsChecker() implements ConfirmationRefusal {}
}
