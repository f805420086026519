package scf.platform.cityapi;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
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
import scf.platform.voucher.AuthorityOrders;
import scf.platform.voucher.AuthorityOrders.Kind;
import scf.platform.voucher.Drafting;
import scf.platform.voucher.OrderRefusal;
import scf.platform.voucher.Stepping;
import scf.platform.voucher.Voucher;
import scf.schema.ids.KeyId;
import scf.schema.ids.VoucherNo;

/// `/v1/vouchers/{no}/freeze` and `/unfreeze`: the city tells what a court or another authority has ordered (冻结, 解冻).
@RestController
@RequestMapping("/v1/vouchers/{no}")
class VoucherOrdersDoor {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final AuthorityOrders orders;

    VoucherOrdersDoor(AuthorityOrders orders) {
        this.orders = orders;
    }

    /// @param authority who has ordered it
    /// @param documentSha256 of the authority's document, in lower hex: the document itself stays with the city
    record OrderBody(
            String authority,
            String documentSha256,
            @Nullable KeyId key) {}

    record ActBody(ActJson act) {}

    record OrderedJson(VoucherNo no, String state, boolean frozen, long ledgerVersion) {}

    @PostMapping("/freeze/prepare")
    PreparedAct prepareFreeze(Caller caller, @PathVariable VoucherNo no, @RequestBody OrderBody body) {
        return prepared(caller, Kind.FREEZE, no, body);
    }

    @PostMapping("/unfreeze/prepare")
    PreparedAct prepareUnfreeze(Caller caller, @PathVariable VoucherNo no, @RequestBody OrderBody body) {
        return prepared(caller, Kind.UNFREEZE, no, body);
    }

    private PreparedAct prepared(Caller caller, Kind kind, VoucherNo no, OrderBody body) {
        caller.mustBe(PartyKind.CITY);
        var authority = BodyFields.text("/authority", body.authority(), 1, BodyFields.LONGEST_IN_AN_ACT);
        if (!SHA256.matcher(body.documentSha256()).matches()) {
            throw Problem.refused(
                            422, "not_a_sha256", "Not a SHA-256", "64 hexadecimal digits in lower case stand here.")
                    .field("/documentSha256")
                    .rule("sha256", "docs/api/acts.md");
        }
        var order = new AuthorityOrders.Order(kind, authority, body.documentSha256());
        return switch (orders.prepare(caller.party(), caller.user(), body.key(), no, order)) {
            case Drafting.Refused<OrderRefusal>(var why) -> throw problem(why);
            case Drafting.NoKey<OrderRefusal>(var why) -> throw ActsProblems.of(why);
            case Drafting.Prepared<OrderRefusal>(var act) -> act;
        };
    }

    /// The freeze holds from here on; the ledger is told.
    @PostMapping("/freeze")
    ResponseEntity<OrderedJson> freeze(Caller caller, @PathVariable VoucherNo no, @RequestBody ActBody body) {
        return told(caller, Kind.FREEZE, no, body);
    }

    @PostMapping("/unfreeze")
    ResponseEntity<OrderedJson> unfreeze(Caller caller, @PathVariable VoucherNo no, @RequestBody ActBody body) {
        return told(caller, Kind.UNFREEZE, no, body);
    }

    private ResponseEntity<OrderedJson> told(Caller caller, Kind kind, VoucherNo no, ActBody body) {
        caller.mustBe(PartyKind.CITY);
        return switch (orders.tell(caller.party(), kind, no, body.act())) {
            case Stepping.Refused<OrderRefusal, Voucher>(var why) -> throw problem(why);
            case Stepping.NotTheAct<OrderRefusal, Voucher>(var why) -> throw ActsProblems.of(why);
            case Stepping.Asked<OrderRefusal, Voucher>(var voucher) ->
                ResponseEntity.accepted()
                        .location(URI.create("/v1/vouchers/" + no))
                        .body(new OrderedJson(
                                no,
                                voucher.state(),
                                voucher.standing().frozen(),
                                voucher.standing().version()));
        };
    }

    private static Problem problem(OrderRefusal refusal) {
        return switch (refusal) {
            case OrderRefusal.NoSuchVoucher _ -> Problem.notFound();
            case OrderRefusal.Busy(var state) ->
                Problem.refused(
                                409,
                                "voucher_waits_for_the_ledger",
                                "Waits for the ledger",
                                "The voucher is %s until the ledger has answered; then tell the order."
                                        .formatted(state))
                        .with("state", state);
            case OrderRefusal.Ended(var state, var reason) ->
                Problem.refused(409, reason, "Ended", "The voucher is %s: nothing happens to it.".formatted(state))
                        .with("state", state);
            case OrderRefusal.FrozenAlready _ ->
                Problem.refused(409, "voucher_frozen", "Frozen already", "An authority's order holds the voucher.");
            case OrderRefusal.NotFrozen _ ->
                Problem.refused(409, "voucher_not_frozen", "Not frozen", "No authority's order holds the voucher.");
            case OrderRefusal.OrderOnItsWay _ ->
                Problem.refused(
                        409,
                        "order_on_its_way",
                        "Another order on its way",
                        "The ledger has not answered the last order about this voucher.");
            case OrderRefusal.Outdated _ ->
                Problem.refused(
                                409,
                                "act_outdated",
                                "Voucher changed",
                                "The voucher has changed since the act was prepared: prepare it anew.")
                        .field("/act");
        };
    }
}
