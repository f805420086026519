package scf.platform.enterpriseapi;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.PartyKind;
import scf.platform.financing.AcceptanceRefusal;
import scf.platform.financing.AcceptedFinancing;
import scf.platform.financing.FinancingRequests;
import scf.platform.financing.Product;
import scf.platform.financing.Submitting;
import scf.platform.financing.Withdrawing;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.PreparedAct;
import scf.platform.money.Money;
import scf.platform.registration.Registrations;
import scf.platform.signing.ActsProblems;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.platform.voucher.Drafting;
import scf.platform.voucher.Stepping;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.KeyId;
import scf.schema.ids.OfferId;
import scf.schema.ids.VoucherNo;

/// `/v1/financing-requests`: a holder asks banks for money on its voucher, compares what they offer, accepts one.
@RestController
@RequestMapping("/v1/financing-requests")
class FinancingRequestsDoor {

    private static final int MOST_BANKS = 50;

    private final FinancingRequests requests;
    private final Registrations registrations;

    FinancingRequestsDoor(FinancingRequests requests, Registrations registrations) {
        this.requests = requests;
        this.registrations = registrations;
    }

    /// @param amount the whole voucher when it is left out
    /// @param validUntil how long the holder waits for offers; until the voucher is due when it is left out
    record SubmitBody(
            VoucherNo voucherNo,
            Product product,
            @Nullable Money amount,
            List<EnterpriseId> bankIds,
            @Nullable Instant validUntil) {}

    /// @param key the act key that will sign, where the holder has several
    record PrepareBody(OfferId offerId, @Nullable KeyId key) {}

    /// @param act the signed lock that was prepared for this offer
    record AcceptanceBody(OfferId offerId, ActJson act) {}

    record RegistrationText(String text) {}

    @GetMapping
    Page<FinancingRequestJson> list(Caller caller, Paging paging) {
        var after = paging.after().orElse(new Position(Instant.EPOCH, new UUID(0, 0).toString()));
        var rows = requests.all(
                caller.party(),
                after.created(),
                new FinancingRequestId(UUID.fromString(after.id())),
                paging.limit() + 1);
        return paging.page(
                        rows,
                        view -> new Position(
                                view.request().asked().submittedAt(),
                                view.request().id().toString()))
                .map(FinancingRequestJson::of);
    }

    @GetMapping("/{id}")
    FinancingRequestJson one(Caller caller, @PathVariable FinancingRequestId id) {
        return requests.find(caller.party(), id).map(FinancingRequestJson::of).orElseThrow(Problem::notFound);
    }

    /// Words for 中登网, ready to be registered.
    @GetMapping("/{id}/registration-text")
    RegistrationText registrationText(Caller caller, @PathVariable FinancingRequestId id) {
        return registrations.text(caller.party(), id).map(RegistrationText::new).orElseThrow(Problem::notFound);
    }

    @PostMapping
    ResponseEntity<FinancingRequestJson> submit(Caller caller, @RequestBody SubmitBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        if (body.bankIds().isEmpty() || body.bankIds().size() > MOST_BANKS) {
            throw Problem.refused(
                            422, "banks_to_ask", "Whom to ask", "A request goes to 1 to " + MOST_BANKS + " banks.")
                    .field("/bankIds");
        }
        var wish = new FinancingRequests.Wish(
                body.voucherNo(), body.product(), body.amount(), body.bankIds(), body.validUntil());
        return switch (requests.submit(caller.party(), caller.user(), wish)) {
            case Submitting.Submitted submitted ->
                ResponseEntity.created(place(submitted.request().id()))
                        .body(one(caller, submitted.request().id()));
            case Submitting.Refused refused -> throw problem(refused, body.product(), body.bankIds());
        };
    }

    @PostMapping("/{id}/withdrawal")
    FinancingRequestJson withdraw(Caller caller, @PathVariable FinancingRequestId id) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return switch (requests.withdraw(caller.party(), id)) {
            case Withdrawing.Withdrawn _ -> one(caller, id);
            case Withdrawing.NoSuchRequest _ -> throw Problem.notFound();
            case Withdrawing.NotOpen not ->
                throw Problem.refused(
                                409,
                                "request_not_open",
                                "Request not open",
                                "The request is %s: it is not taken back any more.".formatted(not.state()))
                        .with("state", not.state());
        };
    }

    @PostMapping("/{id}/acceptance/prepare")
    PreparedAct prepareAcceptance(Caller caller, @PathVariable FinancingRequestId id, @RequestBody PrepareBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return switch (requests.prepareAcceptance(caller.party(), caller.user(), body.key(), id, body.offerId())) {
            case Drafting.Refused<AcceptanceRefusal>(var why) -> throw RequestProblems.of(why);
            case Drafting.NoKey<AcceptanceRefusal>(var why) -> throw ActsProblems.of(why);
            case Drafting.Prepared<AcceptanceRefusal>(var act) -> act;
        };
    }

    @PostMapping("/{id}/acceptance")
    ResponseEntity<FinancingRequestJson> accept(
            Caller caller, @PathVariable FinancingRequestId id, @RequestBody AcceptanceBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return switch (requests.accept(caller.party(), id, body.offerId(), body.act())) {
            case Stepping.Refused<AcceptanceRefusal, AcceptedFinancing>(var why) -> throw RequestProblems.of(why);
            case Stepping.NotTheAct<AcceptanceRefusal, AcceptedFinancing>(var why) -> throw ActsProblems.of(why);
            case Stepping.Asked<AcceptanceRefusal, AcceptedFinancing> _ ->
                ResponseEntity.accepted().location(place(id)).body(one(caller, id));
        };
    }

    private static URI place(FinancingRequestId id) {
        return URI.create("/v1/financing-requests/" + id);
    }

    static Problem problem(Submitting.Refused refusal, Product product, List<EnterpriseId> asked) {
        return switch (refusal) {
            case Submitting.NoSuchVoucher _ -> Problem.notFound();
            case Submitting.VoucherNotActive not ->
                Problem.refused(
                                409,
                                "voucher_not_active",
                                "Voucher not free",
                                "Only an ACTIVE voucher is financed; this one is %s.".formatted(not.state()))
                        .field("/voucherNo")
                        .with("state", not.state());
            case Submitting.Matured matured ->
                Problem.refused(
                                422,
                                "voucher_matured",
                                "Voucher matured",
                                "The voucher is payable on %s: nothing is left to finance."
                                        .formatted(matured.payableOn()))
                        .field("/voucherNo");
            case Submitting.OtherCurrency other ->
                Problem.refused(422, "other_currency", "Other currency", "The voucher is in " + other.currency() + ".")
                        .field("/amount/currency");
            case Submitting.AboveFace above ->
                Problem.refused(
                                422,
                                "amount_above_voucher",
                                "More than the voucher",
                                "The amount must be positive and at most the voucher's %s.".formatted(above.face()))
                        .field("/amount/amount");
            case Submitting.PartIsNotSold part ->
                Problem.refused(
                                422,
                                "part_is_not_sold",
                                "A part is not sold",
                                "Under %s the bank becomes holder of the whole voucher, so all of its %s is sold."
                                        .formatted(product, part.face()))
                        .field("/amount/amount");
            case Submitting.ValidityOver over ->
                Problem.refused(
                                422,
                                "validity_over",
                                "Validity over",
                                "A request waits for offers for some time after now, %s.".formatted(over.now()))
                        .field("/validUntil");
            case Submitting.MasterNotListed unlisted ->
                Problem.refused(
                                422,
                                "chain_master_not_listed",
                                "Not on the whitelist",
                                unlisted.standing().sentence())
                        .field("/voucherNo")
                        .rule(unlisted.rule().code().code(), unlisted.rule().source());
            case Submitting.NotABank not ->
                Problem.refused(422, "not_a_bank", "Not a bank", not.asked() + " is no bank on this platform.")
                        .field("/bankIds/" + asked.indexOf(not.asked()));
        };
    }
}
