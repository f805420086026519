package scf.platform.bankapi;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.calendar.BusinessDates;
import scf.platform.creditline.CrossCut;
import scf.platform.creditline.CrossCuts;
import scf.platform.creditline.CrossCutting;
import scf.platform.creditline.Level;
import scf.platform.creditline.Node;
import scf.platform.enterprise.PartyKind;
import scf.platform.money.Money;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.NodeId;

/// `/v1/single-name-limits` and `/v1/guarantee-pools`: what a bank limits across its lines. A guarantor reads what it
/// has promised, and how much of it is taken.
@RestController
@RequestMapping("/v1")
class CrossCutsDoor {

    private static final int MOST_COVERED = 1000;

    private final CrossCuts crossCuts;
    private final BusinessDates businessDates;

    CrossCutsDoor(CrossCuts crossCuts, BusinessDates businessDates) {
        this.crossCuts = crossCuts;
        this.businessDates = businessDates;
    }

    /// @param partyId the name, as borrower or as debtor
    /// @param effectiveTo the last day, included
    record SingleNameBody(EnterpriseId partyId, Money limit, LocalDate effectiveFrom, LocalDate effectiveTo) {}

    /// @param guarantorId who stands behind the covered limits
    /// @param document what its promise rests on (公司决议、担保合同)
    /// @param nodeIds limits of suppliers in this bank's lines; they are added to those covered before
    record PoolBody(
            EnterpriseId guarantorId,
            Money limit,
            LocalDate effectiveFrom,
            LocalDate effectiveTo,
            String document,
            List<NodeId> nodeIds) {}

    /// @param partyId whose name it is on: the one that is limited, or the guarantor
    /// @param reserved over all lines, as is `used`
    record CrossCutJson(
            NodeId id,
            Level level,
            EnterpriseId bankId,
            EnterpriseId partyId,
            Money limit,
            LocalDate effectiveFrom,
            LocalDate effectiveTo,
            @Nullable String document,
            List<NodeId> nodeIds,
            Node.Openness state,
            Money reserved,
            Money used,
            Money available,
            boolean overLimit) {

        static CrossCutJson of(CrossCut found, LocalDate today) {
            var node = found.node();
            return new CrossCutJson(
                    node.id(),
                    node.level(),
                    found.bank(),
                    found.party(),
                    node.limit(),
                    node.effectiveFrom(),
                    node.effectiveTo(),
                    found.document(),
                    found.covers(),
                    node.openness(today),
                    node.reserved(),
                    node.used(),
                    node.available(today),
                    node.overLimit());
        }
    }

    /// Sets what the bank lends to one name over all its lines, for the first time or anew.
    @PostMapping("/single-name-limits")
    CrossCutJson limit(Caller caller, @RequestBody SingleNameBody body) {
        caller.mustBe(PartyKind.BANK);
        return set(
                caller,
                "/partyId",
                new CrossCut.Wanted(
                        Level.SINGLE_NAME,
                        body.partyId(),
                        body.limit(),
                        body.effectiveFrom(),
                        body.effectiveTo(),
                        null,
                        List.of()));
    }

    @GetMapping("/single-name-limits")
    Page<CrossCutJson> limits(Caller caller, Paging paging) {
        caller.mustBe(PartyKind.BANK);
        return list(caller, paging, Level.SINGLE_NAME);
    }

    /// Sets how much a guarantor stands for behind limits of suppliers, for the first time or anew.
    @PostMapping("/guarantee-pools")
    CrossCutJson guarantee(Caller caller, @RequestBody PoolBody body) {
        caller.mustBe(PartyKind.BANK);
        if (body.nodeIds().size() > MOST_COVERED) {
            throw Problem.refused(422, "node_ids", "Covered limits", "At most " + MOST_COVERED + " at once.")
                    .field("/nodeIds");
        }
        return set(
                caller,
                "/guarantorId",
                new CrossCut.Wanted(
                        Level.GUARANTEE_POOL,
                        body.guarantorId(),
                        body.limit(),
                        body.effectiveFrom(),
                        body.effectiveTo(),
                        BodyFields.text("/document", body.document(), 1, 500),
                        body.nodeIds()));
    }

    @GetMapping("/guarantee-pools")
    Page<CrossCutJson> pools(Caller caller, Paging paging) {
        caller.mustBe(PartyKind.BANK, PartyKind.ENTERPRISE);
        return list(caller, paging, Level.GUARANTEE_POOL);
    }

    private CrossCutJson set(Caller caller, String partyField, CrossCut.Wanted wanted) {
        return switch (crossCuts.set(caller.party(), wanted)) {
            case CrossCutting.Set(var found) -> CrossCutJson.of(found, businessDates.today());
            case CrossCutting.NoSuchParty _ ->
                throw Problem.refused(422, "no_such_enterprise", "No such enterprise", "No party has this id.")
                        .field(partyField);
            case CrossCutting.PeriodUpsideDown _ ->
                throw Problem.refused(
                                422,
                                "period_upside_down",
                                "Period upside down",
                                "A limit does not end before it begins.")
                        .field("/effectiveTo");
            case CrossCutting.NotToBeCovered(var node) ->
                throw Problem.refused(
                                422,
                                "not_to_be_covered",
                                "Not to be covered",
                                "%s is no limit of a supplier in your lines in this currency.".formatted(node))
                        .field("/nodeIds/" + wanted.covers().indexOf(node));
        };
    }

    private Page<CrossCutJson> list(Caller caller, Paging paging, Level level) {
        var after =
                paging.after().map(row -> new NodeId(UUID.fromString(row.id()))).orElse(null);
        return paging.page(
                        crossCuts.of(caller.party(), level, after, paging.limit() + 1),
                        row -> new Position(row.createdAt(), row.node().id().toString()))
                .map(found -> CrossCutJson.of(found, businessDates.today()));
    }
}
