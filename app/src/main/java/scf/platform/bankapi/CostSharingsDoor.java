package scf.platform.bankapi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.PartyKind;
import scf.platform.loan.CostSharing;
import scf.platform.loan.CostSharings;
import scf.platform.loan.Loans;
import scf.platform.loan.SharePaying;
import scf.platform.loan.Undertaking;
import scf.platform.money.Rate;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.LoanId;

/// `/v1/cost-sharings`: what a chain-master undertakes to bear of its suppliers' interest and fees at a bank (付息分摊);
/// and `/v1/loans/{id}/cost-share-payment`: that it has paid its share of one.
@RestController
@RequestMapping("/v1")
class CostSharingsDoor {

    private static final int LONGEST_REFERENCE = 64;

    private final CostSharings sharings;
    private final Loans loans;

    CostSharingsDoor(CostSharings sharings, Loans loans) {
        this.sharings = sharings;
        this.loans = loans;
    }

    /// @param interestShare in percent, of interest up front or in arrears
    /// @param feesShare in percent
    /// @param authorityDocument the resolution by which the chain-master may undertake it
    record SharingBody(
            EnterpriseId bankId,
            Rate interestShare,
            Rate feesShare,
            LocalDate inForceFrom,
            LocalDate inForceTo,
            String authorityDocument) {}

    record SharingJson(
            UUID id,
            EnterpriseId chainMasterId,
            EnterpriseId bankId,
            Rate interestShare,
            Rate feesShare,
            LocalDate inForceFrom,
            LocalDate inForceTo,
            String authorityDocument,
            Instant undertakenAt) {

        static SharingJson of(CostSharing sharing) {
            return new SharingJson(
                    sharing.id(),
                    sharing.debtor(),
                    sharing.bank(),
                    sharing.shares().ofInterest(),
                    sharing.shares().ofFees(),
                    sharing.inForceFrom(),
                    sharing.inForceTo(),
                    sharing.authorityDocument(),
                    sharing.undertakenAt());
        }
    }

    @GetMapping("/cost-sharings")
    Page<SharingJson> list(Caller caller, Paging paging) {
        var after = paging.after().orElse(new Position(Instant.EPOCH, new UUID(0, 0).toString()));
        var rows = sharings.all(caller.party(), after.created(), UUID.fromString(after.id()), paging.limit() + 1);
        return paging.page(
                        rows,
                        sharing -> new Position(
                                sharing.undertakenAt(), sharing.id().toString()))
                .map(SharingJson::of);
    }

    @PostMapping("/cost-sharings")
    ResponseEntity<SharingJson> undertake(Caller caller, @RequestBody SharingBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        var authority = BodyFields.text("/authorityDocument", body.authorityDocument(), 1, BodyFields.LONGEST);
        var shares = new CostSharing.Shares(body.interestShare(), body.feesShare());
        return switch (sharings.undertake(
                caller.party(),
                caller.user(),
                body.bankId(),
                shares,
                body.inForceFrom(),
                body.inForceTo(),
                authority)) {
            case Undertaking.Undertaken(var sharing) ->
                ResponseEntity.status(HttpStatus.CREATED).body(SharingJson.of(sharing));
            case Undertaking.NoSuchBank _ -> throw Problem.notFound();
            case Undertaking.MoreThanAll _ ->
                throw Problem.refused(
                                422,
                                "share_above_all",
                                "More than all",
                                "A share is between 0 and 100 percent of a cost.")
                        .field("/interestShare")
                        .field("/feesShare");
            case Undertaking.OverBefore _ ->
                throw Problem.refused(
                                422,
                                "undertaking_over",
                                "Over before it begins",
                                "An undertaking ends on or after the day on which it begins, and not in the past.")
                        .field("/inForceTo");
        };
    }

    /// @param bankReference the bank's own reference of the credit
    record SharePaymentBody(String bankReference) {}

    @PostMapping("/loans/{id}/cost-share-payment")
    LoanJson paid(Caller caller, @PathVariable LoanId id, @RequestBody SharePaymentBody body) {
        caller.mustBe(PartyKind.BANK);
        var reference = BodyFields.text("/bankReference", body.bankReference(), 1, LONGEST_REFERENCE);
        return switch (sharings.paid(caller.party(), caller.user(), id, reference)) {
            case SharePaying.Paid _ ->
                loans.find(caller.party(), id).map(LoanJson::of).orElseThrow(Problem::notFound);
            case SharePaying.NoSuchLoan _ -> throw Problem.notFound();
            case SharePaying.NothingShared _ ->
                throw Problem.refused(
                        409,
                        "nothing_shared",
                        "Nothing to pay",
                        "The chain-master bears nothing of this loan's cost, or the money is not out yet.");
            case SharePaying.PaidBefore _ ->
                throw Problem.refused(
                        409, "share_paid_before", "Paid before", "The chain-master has paid its share of this loan.");
            case SharePaying.NotDue(var from) ->
                throw Problem.refused(
                                409,
                                "share_not_due",
                                "Not due",
                                "Interest in arrears runs until %s: the chain-master's share of it is due then."
                                        .formatted(from))
                        .with("from", from);
        };
    }
}
