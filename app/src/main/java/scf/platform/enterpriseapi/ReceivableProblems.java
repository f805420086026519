package scf.platform.enterpriseapi;

import java.util.List;
import scf.platform.receivable.Attaching;
import scf.platform.receivable.ClaimRequest;
import scf.platform.receivable.Claiming;
import scf.platform.receivable.ConfirmationRefusal;
import scf.platform.receivable.Receivable;
import scf.platform.receivable.RejectionRefusal;
import scf.platform.signing.Problem;
import scf.schema.ids.DocumentId;

/// What the door of receivables answers to each refusal.
final class ReceivableProblems {

    private static final String PAGE = "docs/api/documents.md";
    private static final String REAL_TRADE = "银发〔2025〕77号 art 10";

    private ReceivableProblems() {}

    static Problem of(Claiming.Refused refusal, ClaimRequest request) {
        return switch (refusal) {
            case Claiming.NoSuchDocument unknown -> noSuchDocument(pointer(unknown.document(), request));
            case Claiming.NotAnInvoice other ->
                Problem.refused(
                                422,
                                "not_an_invoice",
                                "Not an invoice",
                                "A receivable is claimed on an invoice; this document is " + other.kind() + ".")
                        .field("/invoiceId")
                        .rule("R-02", REAL_TRADE);
            case Claiming.NotTheCreditor _ -> notTheCreditor();
            case Claiming.Overruled(var own) ->
                Problem.refused(
                                409,
                                "invoice_overruled",
                                "The seller's own counts",
                                "The buyer handed this invoice in; you have handed in your own under the same number: claim on %s."
                                        .formatted(own))
                        .field("/invoiceId")
                        .rule("R-02", REAL_TRADE)
                        .with("sellersOwn", own);
            case Claiming.OfAnotherTrade other -> otherTrade(pointer(other.document(), request));
            case Claiming.KindExcluded(var kind, var rule) ->
                Problem.refused(
                                422,
                                "claim_kind_excluded",
                                "No claim for financing",
                                "A claim from %s is no ground for financing: only goods delivered or work done are."
                                        .formatted(kind))
                        .field("/claimKind")
                        .rule(rule.code().code(), rule.source());
            case Claiming.InvoiceOfTheFuture future ->
                Problem.refused(
                                422,
                                "invoice_of_the_future",
                                "Invoice of a day to come",
                                "The invoice is of %s, and today is %s.".formatted(future.issued(), future.today()))
                        .field("/invoiceId")
                        .rule("R-02", REAL_TRADE);
            case Claiming.NothingPayable _ ->
                Problem.refused(422, "nothing_payable", "Nothing payable", "Nothing is left to pay on this invoice.")
                        .field("/invoiceId")
                        .rule("R-02", REAL_TRADE);
            case Claiming.OtherCurrency other -> otherCurrency("The invoice is in " + other.currency() + ".");
            case Claiming.AboveInvoice above ->
                Problem.refused(
                                409,
                                "invoice_claimed_before",
                                "More than the invoice",
                                "Claims on one invoice never pass its total; %s of it is unclaimed."
                                        .formatted(above.open()))
                        .field("/amount/amount")
                        .rule("R-02", REAL_TRADE)
                        .with("unclaimed", above.open());
            case Claiming.NothingClaimed _ ->
                Problem.refused(422, "amount_not_positive", "Nothing claimed", "A claim is above zero.")
                        .field("/amount/amount")
                        .rule("above_zero", PAGE);
            case Claiming.NoDueDate _ ->
                Problem.refused(
                                422,
                                "due_date_missing",
                                "No due date",
                                "Neither the claim nor the invoice says when it is due.")
                        .field("/dueDate")
                        .rule("due_date", PAGE);
            case Claiming.DueTooLate late ->
                Problem.refused(
                                422,
                                "due_too_late",
                                "Due in decades",
                                "A receivable falls due by " + late.latest() + " at the latest.")
                        .field("/dueDate")
                        .rule("due_date", PAGE);
            case Claiming.DueBeforeInvoice early ->
                Problem.refused(
                                422,
                                "due_before_invoice",
                                "Due before the invoice",
                                "The invoice is of " + early.issued() + ".")
                        .field("/dueDate")
                        .rule("due_date", PAGE);
            case Claiming.TermTooLong late ->
                Problem.refused(
                                422,
                                "term_too_long",
                                "Term longer than the statute's",
                                "A large debtor pays within %d days of delivery (%s), so by %s; if the contract agrees more, name its clause in termClause."
                                        .formatted(late.days(), late.deliveredOn(), late.latest()))
                        .field("/dueDate")
                        .rule("R-11", late.source())
                        .with("latest", late.latest());
        };
    }

    static Problem of(Attaching.Refused refusal, List<DocumentId> documents) {
        return switch (refusal) {
            case Attaching.NoSuchReceivable _ -> Problem.notFound();
            case Attaching.NotTheCreditor _ -> notTheCreditor();
            case Attaching.Answered answered -> answered(answered.state());
            case Attaching.NoSuchDocument unknown ->
                noSuchDocument("/documentIds/" + documents.indexOf(unknown.document()));
            case Attaching.OfAnotherTrade other -> otherTrade("/documentIds/" + documents.indexOf(other.document()));
        };
    }

    static Problem of(ConfirmationRefusal refusal) {
        return switch (refusal) {
            case ConfirmationRefusal.NoSuchReceivable _ -> Problem.notFound();
            case ConfirmationRefusal.NotTheDebtor _ -> notTheDebtor();
            case ConfirmationRefusal.NotMatched not -> answered(not.state());
            case ConfirmationRefusal.OtherCurrency other ->
                otherCurrency("The receivable is in " + other.currency() + ".");
            case ConfirmationRefusal.NothingConfirmed _ ->
                Problem.refused(
                                422,
                                "amount_not_positive",
                                "Nothing confirmed",
                                "A confirmation is above zero; where the documents support nothing, name the amount and a reason.")
                        .field("/amount/amount")
                        .rule("above_zero", PAGE);
            case ConfirmationRefusal.AboveClaim above ->
                Problem.refused(
                                422,
                                "amount_above_claim",
                                "More than the claim",
                                "At most the claim of " + above.claim() + " is confirmed.")
                        .field("/amount/amount")
                        .rule("never_above_the_claim", PAGE);
            case ConfirmationRefusal.ReasonMissing missing ->
                Problem.refused(
                                422,
                                "reason_missing",
                                "More than the documents support",
                                "The documents support %s; more is confirmed with a reason only."
                                        .formatted(missing.supported()))
                        .field("/reason")
                        .rule("R-02", REAL_TRADE)
                        .with("supported", missing.supported());
            case ConfirmationRefusal.AboveInvoice above ->
                Problem.refused(
                                409,
                                "amount_above_invoice",
                                "More than the invoice",
                                "Over all receivables, %s of the invoice is unconfirmed.".formatted(above.open()))
                        .field("/amount/amount")
                        .rule("never_above_the_invoice", PAGE);
            case ConfirmationRefusal.MakerIsChecker _ ->
                Problem.refused(
                                422,
                                "maker_is_checker",
                                "Maker is checker",
                                "The person who had the act prepared does not hand it in as well.")
                        .field("/act")
                        .rule("maker_is_not_checker", PAGE);
        };
    }

    static Problem of(RejectionRefusal refusal) {
        return switch (refusal) {
            case RejectionRefusal.NoSuchReceivable _ -> Problem.notFound();
            case RejectionRefusal.NotTheDebtor _ -> notTheDebtor();
            case RejectionRefusal.NotOpen not -> answered(not.state());
            case RejectionRefusal.MakerIsChecker _ -> of(new ConfirmationRefusal.MakerIsChecker());
        };
    }

    static Problem notTheDebtor() {
        return Problem.refused(403, "not_the_debtor", "Not the debtor", "Only the debtor answers a claim.");
    }

    static Problem notTheCreditor() {
        return Problem.refused(403, "not_the_creditor", "Not the creditor", "Only the seller of the goods claims.");
    }

    static Problem answered(Receivable.State state) {
        return Problem.refused(
                        409,
                        "receivable_state",
                        "Not in this state",
                        "The receivable is " + state + ", in which this step cannot be taken.")
                .with("state", state);
    }

    private static Problem noSuchDocument(String field) {
        return Problem.refused(422, "no_such_document", "No such document", "There is no such document, or not yours.")
                .field(field)
                .rule("own_documents", PAGE);
    }

    private static Problem otherTrade(String field) {
        return Problem.refused(
                        422,
                        "document_of_another_trade",
                        "Of another trade",
                        "The document is not between the seller and the buyer of the invoice.")
                .field(field)
                .rule("R-02", REAL_TRADE);
    }

    private static Problem otherCurrency(String detail) {
        return Problem.refused(422, "other_currency", "Other currency", detail)
                .field("/amount/currency")
                .rule("one_currency", PAGE);
    }

    private static String pointer(DocumentId document, ClaimRequest request) {
        return document.equals(request.invoice())
                ? "/invoiceId"
                : "/documentIds/" + request.evidence().indexOf(document);
    }
}
