package scf.platform.bankapi;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.contract.Recourse;
import scf.platform.enterprise.PartyKind;
import scf.platform.loan.Loans;
import scf.platform.loan.Payment;
import scf.platform.loan.Repaying;
import scf.platform.loan.RepayingSeveral;
import scf.platform.loan.Repayment;
import scf.platform.loan.Repayments;
import scf.platform.loan.Reversing;
import scf.platform.money.Money;
import scf.platform.rulebook.Rule;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Problem;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.LoanId;
import scf.schema.ids.RepaymentId;

/// What comes back (还款): `/v1/loans/{id}/repayments` on one loan, `/v1/repayments` on several of one borrower, and
/// `…/reversal` for what was recorded wrongly (冲正).
@RestController
@RequestMapping("/v1")
class RepaymentsDoor {

    private static final int LONGEST_REFERENCE = 64;

    private final Loans loans;
    private final Repayments repayments;

    RepaymentsDoor(Loans loans, Repayments repayments) {
        this.loans = loans;
        this.repayments = repayments;
    }

    /// @param costs what enforcing the claim has cost since the payment before, if anything
    /// @param bankReference the bank's own reference of the credit: the same one is never counted twice
    record RepaymentBody(Money amount, @Nullable Money costs, String bankReference) {}

    record RepaidJson(LoanJson.RepaymentJson repayment, LoanJson loan) {}

    @PostMapping("/loans/{id}/repayments")
    ResponseEntity<RepaidJson> repay(Caller caller, @PathVariable LoanId id, @RequestBody RepaymentBody body) {
        caller.mustBe(PartyKind.BANK);
        var costs = Optional.ofNullable(body.costs())
                .orElseGet(() -> Money.zero(body.amount().currency()));
        var payment = new Payment(body.amount(), costs, reference(body.bankReference()));
        return switch (repayments.repay(caller.party(), caller.user(), id, payment)) {
            case Repaying.Repaid(var _, var repayment) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .body(new RepaidJson(LoanJson.RepaymentJson.of(repayment), read(caller, id)));
            case Repaying.NoSuchLoan _ -> throw Problem.notFound();
            case Repaying.NotRunning not ->
                throw Problem.refused(
                                409,
                                "loan_not_running",
                                "No money is out",
                                "The loan is %s: there is nothing to repay.".formatted(not.state()))
                        .with("state", not.state());
            case Repaying.SellerOwesNothing(var recourse, var rule) -> throw sellerOwesNothing(recourse, rule);
            case Repaying.OtherCurrency other -> throw otherCurrency(other.currency());
            case Repaying.NothingPaid _ -> throw nothingPaid();
            case Repaying.CostsBeyondPrincipal(var principal) ->
                throw Problem.refused(
                                422,
                                "costs_beyond_principal",
                                "Costs beyond the principal",
                                "Enforcing the claim cannot have cost more than " + principal + ".")
                        .field("/costs")
                        .rule("costs of enforcing the claim", "民法典 561");
            case Repaying.RecordedBefore(var before) -> throw recordedBefore(before);
            case Repaying.MoreThanOwed(var owed) -> throw moreThanOwed(owed);
        };
    }

    /// @param borrowerId who pays
    /// @param designatedLoanIds the loans that the payer has named; what is left goes by the law's order
    record SeveralBody(
            EnterpriseId borrowerId,
            Money amount,
            String bankReference,
            @Nullable Set<LoanId> designatedLoanIds) {}

    /// One part of a payment.
    record ShareJson(LoanId loanId, LoanJson.RepaymentJson repayment) {}

    record SharesJson(List<ShareJson> items) {}

    @PostMapping("/repayments")
    ResponseEntity<SharesJson> repaySeveral(Caller caller, @RequestBody SeveralBody body) {
        caller.mustBe(PartyKind.BANK);
        var payment = new Payment(body.amount(), Money.zero(body.amount().currency()), reference(body.bankReference()));
        Set<LoanId> designated = Optional.ofNullable(body.designatedLoanIds()).orElse(Set.of());
        return switch (repayments.repaySeveral(caller.party(), caller.user(), body.borrowerId(), payment, designated)) {
            case RepayingSeveral.Repaid(var shares) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .body(new SharesJson(shares.stream()
                                .map(share -> new ShareJson(share.loan(), LoanJson.RepaymentJson.of(share)))
                                .toList()));
            case RepayingSeveral.NothingOwed _ -> throw Problem.notFound();
            case RepayingSeveral.NotAmongThem(var loan) ->
                throw Problem.refused(
                                422,
                                "designated_loan_not_owed",
                                "Not a debt of this payer",
                                "Loan %s is no running loan of this borrower at this bank.".formatted(loan))
                        .field("/designatedLoanIds")
                        .rule("C-560", "民法典 art 560");
            case RepayingSeveral.OtherCurrency(var currency) -> throw otherCurrency(currency);
            case RepayingSeveral.NothingPaid _ -> throw nothingPaid();
            case RepayingSeveral.RecordedBefore(var before) -> throw recordedBefore(before);
            case RepayingSeveral.MoreThanOwed(var owed) -> throw moreThanOwed(owed);
        };
    }

    /// @param reason why it never was: the credit did not come, or was another's
    record ReversalBody(String reason) {}

    @PostMapping("/loans/{id}/repayments/{repaymentId}/reversal")
    ResponseEntity<RepaidJson> reverse(
            Caller caller,
            @PathVariable LoanId id,
            @PathVariable RepaymentId repaymentId,
            @RequestBody ReversalBody body) {
        caller.mustBe(PartyKind.BANK);
        var reason = BodyFields.text("/reason", body.reason(), 1, BodyFields.LONGEST);
        return switch (repayments.reverse(caller.party(), caller.user(), id, repaymentId, reason)) {
            case Reversing.Reversed(var _, var reversed) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .body(new RepaidJson(LoanJson.RepaymentJson.of(reversed), read(caller, id)));
            case Reversing.NoSuchPayment _ -> throw Problem.notFound();
            case Reversing.HeldByTheLedger _ ->
                throw Problem.refused(
                        409,
                        "payment_on_the_ledger",
                        "The ledger holds the payment",
                        "A voucher was settled by this payment, and the ledger holds that it was.");
            case Reversing.ReversedBefore _ ->
                throw Problem.refused(
                        409, "payment_reversed_before", "Reversed before", "This payment was reversed already.");
            case Reversing.MakerIsChecker _ ->
                throw Problem.refused(
                        422,
                        "maker_is_checker",
                        "One person alone",
                        "Who has recorded a payment does not reverse it: another person of the bank does.");
            case Reversing.CostsMetSince(var later) ->
                throw Problem.refused(
                        409,
                        "costs_met_since",
                        "Costs met since",
                        "Payment %s has met costs that were claimed with this one: reverse that one first."
                                .formatted(later.id()));
        };
    }

    private LoanJson read(Caller caller, LoanId id) {
        return loans.find(caller.party(), id).map(LoanJson::of).orElseThrow(Problem::notFound);
    }

    private static String reference(String bankReference) {
        return BodyFields.text("/bankReference", bankReference, 1, LONGEST_REFERENCE);
    }

    private static Problem sellerOwesNothing(Recourse recourse, Rule rule) {
        var detail = switch (recourse) {
            case WITH_RECOURSE -> "The seller owes nothing before recourse is taken: POST /v1/loans/{id}/recourse.";
            case WITHOUT_RECOURSE ->
                "The claim was bought without recourse: the issuer owes it, and its seller nothing.";
        };
        return Problem.refused(422, "seller_owes_nothing", "The seller owes nothing", detail)
                .field("/amount")
                .rule(rule.code().code(), rule.source());
    }

    private static Problem otherCurrency(String currency) {
        return Problem.refused(422, "other_currency", "Other currency", "The loan is in " + currency + ".")
                .field("/amount/currency");
    }

    private static Problem nothingPaid() {
        return Problem.refused(422, "nothing_paid", "Nothing paid", "A payment is of more than nothing.")
                .field("/amount/amount");
    }

    private static Problem recordedBefore(Repayment before) {
        return Problem.refused(
                        409,
                        "payment_recorded_before",
                        "Recorded before",
                        "This credit was recorded on the loan already: money is not counted twice.")
                .field("/bankReference")
                .with("repaymentId", before.id());
    }

    private static Problem moreThanOwed(Money owed) {
        return Problem.refused(
                        422,
                        "more_than_owed",
                        "More than is owed",
                        "%s is owed today: nobody is made to pay more.".formatted(owed))
                .field("/amount/amount")
                .rule("C-561", "民法典 art 561")
                .with("owed", owed);
    }
}
