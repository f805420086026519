package scf.platform.bankapi;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.PartyKind;
import scf.platform.loan.Loans;
import scf.platform.loan.Recourses;
import scf.platform.loan.Recoursing;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Problem;
import scf.schema.ids.LoanId;

/// `/v1/loans/{id}/recourse`: the issuer has not paid, and the bank turns to the seller (追索).
@RestController
@RequestMapping("/v1/loans/{id}/recourse")
class RecourseDoor {

    private static final String RECOURSE = "民法典 766, 767";

    private final Loans loans;
    private final Recourses recourses;

    RecourseDoor(Loans loans, Recourses recourses) {
        this.loans = loans;
        this.recourses = recourses;
    }

    /// @param reason for the seller
    record RecourseBody(String reason) {}

    @PostMapping
    ResponseEntity<LoanJson> claim(Caller caller, @PathVariable LoanId id, @RequestBody RecourseBody body) {
        caller.mustBe(PartyKind.BANK);
        var reason = BodyFields.text("/reason", body.reason(), 1, BodyFields.LONGEST);
        return switch (recourses.claim(caller.party(), caller.user(), id, reason)) {
            case Recoursing.Claimed _ ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .body(loans.find(caller.party(), id).map(LoanJson::of).orElseThrow(Problem::notFound));
            case Recoursing.NoSuchLoan _ -> throw Problem.notFound();
            case Recoursing.NotRunning(var state) ->
                throw Problem.refused(
                                409,
                                "loan_not_running",
                                "Nothing is owed",
                                "The loan is %s: there is nothing to turn to the seller for.".formatted(state))
                        .with("state", state);
            case Recoursing.NothingWasSold _ ->
                throw Problem.refused(
                                422,
                                "nothing_was_sold",
                                "Nothing was sold",
                                "Whoever borrowed on the voucher owes the loan itself: record what it repays.")
                        .rule("R-20", RECOURSE);
            case Recoursing.WithoutRecourse(var rule) ->
                throw Problem.refused(
                                422,
                                "without_recourse",
                                "Bought without recourse",
                                "The claim was bought without recourse: only its issuer owes it.")
                        .rule(rule.code().code(), rule.source());
            case Recoursing.ClaimedBefore(var before) ->
                throw Problem.refused(
                                409,
                                "recourse_taken_before",
                                "Recourse taken before",
                                "The seller was turned to on %s for %s.".formatted(before.claimedOn(), before.amount()))
                        .rule("R-20", RECOURSE);
            case Recoursing.NotOverdue(var state) ->
                throw Problem.refused(
                                409,
                                "voucher_not_overdue",
                                "Voucher not overdue",
                                "The voucher is %s: its issuer is not overdue with it.".formatted(state))
                        .rule("R-20", RECOURSE)
                        .with("state", state);
        };
    }
}
