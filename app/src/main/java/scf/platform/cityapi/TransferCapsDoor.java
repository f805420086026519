package scf.platform.cityapi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.chain.Chains;
import scf.platform.enterprise.PartyKind;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.platform.voucher.Alert;
import scf.platform.voucher.CapSetting;
import scf.platform.voucher.Caps;
import scf.platform.voucher.Transfers;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.VoucherNo;

/// `/v1/transfer-caps`: how far the vouchers of a chain-master may travel (流转层级, 拆分笔数). `/v1/voucher-alerts`: where
/// they went in a circle, or were split without end, for the city to look at and to report.
@RestController
@RequestMapping("/v1")
class TransferCapsDoor {

    private final Transfers transfers;
    private final Chains chains;

    TransferCapsDoor(Transfers transfers, Chains chains) {
        this.transfers = transfers;
        this.chains = chains;
    }

    /// @param issuerId the chain-master whose vouchers it is about
    record CapsBody(EnterpriseId issuerId, LocalDate effectiveFrom, int hops, int parts, int partsADay) {}

    record CapsJson(LocalDate effectiveFrom, int hops, int parts, int partsADay) {

        static CapsJson of(Caps caps) {
            return new CapsJson(caps.effectiveFrom(), caps.hops(), caps.parts(), caps.partsADay());
        }
    }

    /// @param today what binds: the smaller of the rule's figures and of what was set
    /// @param set what was set for this chain-master, by the day from which it counts
    record IssuersCapsJson(EnterpriseId issuerId, CapsJson today, List<CapsJson> set) {}

    record AlertJson(VoucherNo voucherNo, Alert.Kind kind, EnterpriseId partyId, String detail, Instant raisedAt) {}

    @PostMapping("/transfer-caps")
    CapsJson set(Caller caller, @RequestBody CapsBody body) {
        caller.mustBe(PartyKind.CITY);
        if (body.hops() < 0 || body.parts() < 1 || body.partsADay() < 1) {
            throw Problem.refused(422, "cap_too_small", "Cap too small", "Hops are 0 or more, parts 1 or more.")
                    .field(body.hops() < 0 ? "/hops" : body.parts() < 1 ? "/parts" : "/partsADay")
                    .rule("R-07", "银发〔2025〕77号");
        }
        var caps = new Caps(body.effectiveFrom(), body.hops(), body.parts(), body.partsADay());
        return switch (transfers.set(body.issuerId(), caps, caller.user())) {
            case CapSetting.NotAChainMaster _ ->
                throw Problem.refused(
                                422, "not_a_chain_master", "Not a chain-master", "This enterprise leads no chain.")
                        .field("/issuerId");
            case CapSetting.TooEarly _ ->
                throw Problem.refused(
                                422,
                                "caps_too_early",
                                "Too early",
                                "Caps begin after the business date: what moved today moved under today's.")
                        .field("/effectiveFrom");
            case CapSetting.AboveTheRule(var field, int most, var rule) ->
                throw Problem.refused(
                                422,
                                "cap_above_the_rule",
                                "Above the rule",
                                "The rule allows %d at most.".formatted(most))
                        .field("/" + field)
                        .rule(rule.code().code(), rule.source());
            case CapSetting.SetBefore _ ->
                throw Problem.refused(
                                409,
                                "caps_set_before",
                                "Set before",
                                "From that day on caps stand already; set others from another day.")
                        .field("/effectiveFrom");
            case CapSetting.Set(var set) -> CapsJson.of(set);
        };
    }

    @GetMapping("/transfer-caps/{issuer}")
    IssuersCapsJson one(Caller caller, @PathVariable EnterpriseId issuer) {
        boolean mayRead =
                caller.kind() != PartyKind.ENTERPRISE || caller.party().equals(issuer);
        if (!mayRead || chains.of(issuer).isEmpty()) {
            throw Problem.notFound();
        }
        return new IssuersCapsJson(
                issuer,
                CapsJson.of(transfers.capsOf(issuer)),
                transfers.setFor(issuer).stream().map(CapsJson::of).toList());
    }

    @GetMapping("/voucher-alerts")
    Page<AlertJson> alerts(Caller caller, Paging paging) {
        caller.mustBe(PartyKind.CITY);
        var after = paging.after().orElse(new Position(Instant.EPOCH, ""));
        var rows = transfers.alerts(after.created(), after.id(), paging.limit() + 1);
        return paging.page(
                        rows, alert -> new Position(alert.raisedAt(), alert.no().value() + " " + alert.kind()))
                .map(alert -> new AlertJson(alert.no(), alert.kind(), alert.party(), alert.detail(), alert.raisedAt()));
    }
}
