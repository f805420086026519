package scf.platform.receivable;

import java.time.LocalDate;
import java.util.List;
import scf.platform.money.Money;
import scf.platform.rulebook.Rule;
import scf.platform.trade.DocumentKind;
import scf.schema.ids.DocumentId;

/// What becomes of a claim, in order of precedence.
public sealed interface Claiming {

    /// Nothing is written, and why.
    sealed interface Refused extends Claiming {}

    /// There is no such document, or it is not the caller's.
    record NoSuchDocument(DocumentId document) implements Refused {}

    /// The document claimed on is no invoice.
    record NotAnInvoice(DocumentKind kind) implements Refused {}

    /// The buyer of the goods does not claim; the seller does.
    record NotTheCreditor() implements Refused {}

    /// The buyer had handed in another invoice under this number; the seller's own counts, and is what is claimed on.
    record Overruled(DocumentId sellersOwn) implements Refused {}

    /// A document of other parties proves nothing here.
    record OfAnotherTrade(DocumentId document) implements Refused {}

    /// Consigned goods and bills are no ground for financing.
    record KindExcluded(ClaimKind kind, Rule rule) implements Refused {}

    /// The invoice is of a day that has not come: nothing is owed on it yet.
    record InvoiceOfTheFuture(LocalDate issued, LocalDate today) implements Refused {}

    /// The invoice is paid, prepaid, or over nothing.
    record NothingPayable() implements Refused {}

    /// Invoice and claim are in two currencies.
    record OtherCurrency(String currency) implements Refused {}

    /// More is claimed than other claims have left of the invoice. Financing one invoice twice ends here.
    record AboveInvoice(Money open) implements Refused {}

    /// A claim is above zero.
    record NothingClaimed() implements Refused {}

    /// Neither the claim nor the invoice says when it is due.
    record NoDueDate() implements Refused {}

    /// The due date lies decades after the invoice: nobody lends on it, and it is a slip of the pen.
    record DueTooLate(LocalDate latest) implements Refused {}

    /// The due date lies before the invoice.
    record DueBeforeInvoice(LocalDate issued) implements Refused {}

    /// A large debtor pays a smaller creditor within the days of the statute, unless the contract agrees otherwise.
    ///
    /// @param source the legal text
    /// @param blocks whether the rule of the day refuses such a claim, or lets it pass with a finding
    record TermTooLong(LocalDate latest, LocalDate deliveredOn, int days, String source, boolean blocks)
            implements Refused {}

    /// The claim stands: [Receivable.Matched] where order and receipt are there, [Receivable.Submitted] until
    /// they are.
    record Claimed(Receivable receivable, List<Finding> findings) implements Claiming {}
}
