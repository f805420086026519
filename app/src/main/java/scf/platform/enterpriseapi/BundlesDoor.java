package scf.platform.enterpriseapi;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.PartyKind;
import scf.platform.financing.Bundle;
import scf.platform.financing.Bundles;
import scf.platform.financing.Bundling;
import scf.platform.financing.Product;
import scf.platform.financing.Submitting;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.PreparedAct;
import scf.platform.signing.ActsProblems;
import scf.platform.signing.Caller;
import scf.platform.signing.Problem;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.FinancingBundleId;
import scf.schema.ids.FinancingRequestId;
import scf.schema.ids.KeyId;
import scf.schema.ids.VoucherNo;

/// `/v1/financing-bundles`: a holder asks banks for money on several vouchers in one request, and accepts one bank's
/// offers on all of them or on none.
@RestController
@RequestMapping("/v1/financing-bundles")
class BundlesDoor {

    private static final int MOST_BANKS = 50;
    private static final int MOST_VOUCHERS = 50;

    private final Bundles bundles;

    BundlesDoor(Bundles bundles) {
        this.bundles = bundles;
    }

    /// Each voucher in full.
    ///
    /// @param validUntil how long the holder waits for offers; until the vouchers are due when it is left out
    record SubmitBody(
            List<VoucherNo> voucherNos,
            Product product,
            List<EnterpriseId> bankIds,
            @Nullable Instant validUntil) {}

    /// @param key the act key that will sign, where the holder has several
    record PrepareBody(EnterpriseId bankId, @Nullable KeyId key) {}

    record PreparedJson(FinancingRequestId requestId, PreparedAct act) {}

    /// One act for each voucher; all of them are sent back together.
    record PreparedActsJson(List<PreparedJson> items) {}

    record SignedBody(FinancingRequestId requestId, ActJson act) {}

    record AcceptanceBody(EnterpriseId bankId, List<SignedBody> items) {}

    @PostMapping
    ResponseEntity<BundleJson> submit(Caller caller, @RequestBody SubmitBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        if (body.voucherNos().isEmpty() || body.voucherNos().size() > MOST_VOUCHERS) {
            throw Problem.refused(422, "vouchers_to_finance", "Which vouchers", "A bundle has 1 to 50 vouchers.")
                    .field("/voucherNos");
        }
        if (body.bankIds().isEmpty() || body.bankIds().size() > MOST_BANKS) {
            throw Problem.refused(
                            422, "banks_to_ask", "Whom to ask", "A request goes to 1 to " + MOST_BANKS + " banks.")
                    .field("/bankIds");
        }
        var wish = new Bundles.Wish(body.voucherNos(), body.product(), body.bankIds(), body.validUntil());
        var bundle = done(bundles.submit(caller.party(), caller.user(), wish), body);
        return ResponseEntity.created(place(bundle.id())).body(BundleJson.of(bundle));
    }

    @GetMapping("/{id}")
    BundleJson one(Caller caller, @PathVariable FinancingBundleId id) {
        return bundles.find(caller.party(), id).map(BundleJson::of).orElseThrow(Problem::notFound);
    }

    @PostMapping("/{id}/acceptance/prepare")
    PreparedActsJson prepareAcceptance(
            Caller caller, @PathVariable FinancingBundleId id, @RequestBody PrepareBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return switch (bundles.prepareAcceptance(caller.party(), caller.user(), body.key(), id, body.bankId())) {
            case Bundles.Drafts.Refused(var why) -> throw BundleProblems.of(why);
            case Bundles.Drafts.NoKey(var why) -> throw ActsProblems.of(why);
            case Bundles.Drafts.Prepared(var acts) ->
                new PreparedActsJson(acts.entrySet().stream()
                        .map(each -> new PreparedJson(each.getKey(), each.getValue()))
                        .toList());
        };
    }

    @PostMapping("/{id}/acceptance")
    ResponseEntity<BundleJson> accept(
            Caller caller, @PathVariable FinancingBundleId id, @RequestBody AcceptanceBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        var acts = new LinkedHashMap<FinancingRequestId, ActJson>();
        body.items().forEach(item -> acts.put(item.requestId(), item.act()));
        return switch (bundles.accept(caller.party(), id, body.bankId(), acts)) {
            case Bundles.Accepting.Refused(var why) -> throw BundleProblems.of(why);
            case Bundles.Accepting.NotTheAct(var request, var why) ->
                throw ActsProblems.of(why).with("requestId", request);
            case Bundles.Accepting.Asked(var bundle) ->
                ResponseEntity.accepted().location(place(id)).body(BundleJson.of(bundle));
        };
    }

    private static Bundle done(Bundling bundling, SubmitBody body) {
        return switch (bundling) {
            case Bundling.Done(var bundle) -> bundle;
            // Which of the numbers an outsider has guessed is nobody's to learn.
            case Bundling.NotSubmitted(var _, Submitting.NoSuchVoucher _) -> throw Problem.notFound();
            case Bundling.NotSubmitted(var voucher, var why) ->
                throw FinancingRequestsDoor.problem(why, body.product(), body.bankIds())
                        .with("voucherNo", voucher);
            case Bundling.Refused refused -> throw BundleProblems.of(refused);
        };
    }

    private static URI place(FinancingBundleId id) {
        return URI.create("/v1/financing-bundles/" + id);
    }
}
