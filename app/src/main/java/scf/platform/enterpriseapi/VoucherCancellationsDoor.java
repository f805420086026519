package scf.platform.enterpriseapi;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.PartyKind;
import scf.platform.ledger.ActJson;
import scf.platform.ledger.PreparedAct;
import scf.platform.signing.ActsProblems;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Problem;
import scf.platform.voucher.CancelRefusal;
import scf.platform.voucher.Cancellations;
import scf.platform.voucher.Drafting;
import scf.platform.voucher.Stepping;
import scf.platform.voucher.Voucher;
import scf.schema.ids.KeyId;
import scf.schema.ids.VoucherNo;

/// `/v1/vouchers/{no}/void`: issuer and holder cancel a voucher that never moved (作废). One proposes and signs, the
/// other reads the proposal and signs the same act.
@RestController
@RequestMapping("/v1/vouchers/{no}/void")
class VoucherCancellationsDoor {

    private final Cancellations cancellations;

    VoucherCancellationsDoor(Cancellations cancellations) {
        this.cancellations = cancellations;
    }

    record ReasonBody(String reason, @Nullable KeyId key) {}

    record ActBody(ActJson act) {}

    @PostMapping("/prepare")
    PreparedAct prepare(Caller caller, @PathVariable VoucherNo no, @RequestBody ReasonBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        var reason = BodyFields.text("/reason", body.reason(), 1, BodyFields.LONGEST_IN_AN_ACT);
        return switch (cancellations.prepare(caller.party(), caller.user(), body.key(), no, reason)) {
            case Drafting.Refused<CancelRefusal>(var why) -> throw problem(why);
            case Drafting.NoKey<CancelRefusal>(var why) -> throw ActsProblems.of(why);
            case Drafting.Prepared<CancelRefusal>(var act) -> act;
        };
    }

    /// The proposer's signature: the voucher goes on until the other party has signed as well.
    @PostMapping
    ResponseEntity<VoucherJson> propose(Caller caller, @PathVariable VoucherNo no, @RequestBody ActBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return answer(cancellations.propose(caller.party(), no, body.act()), caller);
    }

    /// What the other party has proposed, to be signed with the caller's own key.
    @GetMapping
    PreparedAct proposed(Caller caller, @PathVariable VoucherNo no) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return cancellations.proposedTo(caller.party(), no).orElseThrow(Problem::notFound);
    }

    @PostMapping("/consent")
    ResponseEntity<VoucherJson> consent(Caller caller, @PathVariable VoucherNo no, @RequestBody ActBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        return answer(cancellations.consent(caller.party(), no, body.act()), caller);
    }

    private static ResponseEntity<VoucherJson> answer(Stepping<CancelRefusal, Voucher> stepping, Caller caller) {
        return switch (stepping) {
            case Stepping.Refused<CancelRefusal, Voucher>(var why) -> throw problem(why);
            case Stepping.NotTheAct<CancelRefusal, Voucher>(var why) -> throw ActsProblems.of(why);
            case Stepping.Asked<CancelRefusal, Voucher>(var voucher) ->
                ResponseEntity.accepted()
                        .location(URI.create("/v1/vouchers/" + voucher.no()))
                        .body(VoucherJson.of(voucher, caller.party()));
        };
    }

    private static Problem problem(CancelRefusal refusal) {
        return switch (refusal) {
            case CancelRefusal.NoSuchVoucher _, CancelRefusal.NoSuchProposal _ -> Problem.notFound();
            case CancelRefusal.MovedBefore _ ->
                Problem.refused(
                        409,
                        "voucher_moved_before",
                        "Moved before",
                        "Only a voucher that was neither passed on nor split is cancelled.");
            case CancelRefusal.NotActive(var state, var reason) ->
                VouchersDoor.wrongState("voucher_not_active", state, reason);
            case CancelRefusal.Frozen _ -> VouchersDoor.frozen();
            case CancelRefusal.Matured matured ->
                Problem.refused(
                        409,
                        "voucher_matured",
                        "Voucher due",
                        "The voucher is due on %s: it is paid or unpaid, and not undone.".formatted(matured.dueDate()));
            case CancelRefusal.Outdated _ ->
                Problem.refused(
                                409,
                                "act_outdated",
                                "Voucher changed",
                                "The voucher has changed since the act was prepared: prepare it anew.")
                        .field("/act");
        };
    }
}
