package scf.platform.cityapi;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.chain.Chain;
import scf.platform.chain.ChainRegistering;
import scf.platform.chain.Chains;
import scf.platform.chain.Joining;
import scf.platform.chain.Member;
import scf.platform.enterprise.PartyKind;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.schema.ids.ChainId;
import scf.schema.ids.EnterpriseId;

/// `/v1/chains`: the city registers a chain-master, the chain-master its members by tier.
@RestController
@RequestMapping("/v1/chains")
class ChainsDoor {

    private final Chains chains;

    ChainsDoor(Chains chains) {
        this.chains = chains;
    }

    record ChainBody(EnterpriseId masterId, String name, String industry) {}

    record ChainJson(ChainId id, EnterpriseId masterId, String name, String industry, Instant registeredAt) {

        static ChainJson of(Chain chain) {
            return new ChainJson(chain.id(), chain.master(), chain.name(), chain.industry(), chain.registeredAt());
        }
    }

    /// @param inviterId who brought the member in, one tier above; none for tier 1
    record MemberBody(
            EnterpriseId enterpriseId, int tier, @Nullable EnterpriseId inviterId) {}

    record MemberJson(
            ChainId chainId,
            EnterpriseId enterpriseId,
            int tier,
            @Nullable EnterpriseId inviterId,
            Instant joinedAt) {

        static MemberJson of(Member member) {
            return new MemberJson(
                    member.chain(), member.enterprise(), member.tier(), member.inviter(), member.joinedAt());
        }
    }

    @PostMapping
    ResponseEntity<ChainJson> register(Caller caller, @RequestBody ChainBody body) {
        caller.mustBe(PartyKind.CITY);
        String name = BodyFields.text("/name", body.name(), 2, 120);
        String industry = BodyFields.text("/industry", body.industry(), 2, 120);
        return switch (chains.register(body.masterId(), name, industry)) {
            case ChainRegistering.Registered(var chain) ->
                ResponseEntity.created(URI.create("/v1/chains/" + chain.id())).body(ChainJson.of(chain));
            case ChainRegistering.NoSuchEnterprise _ -> throw noSuchEnterprise("/masterId");
            case ChainRegistering.LeadsOneAlready(var chain) ->
                throw Problem.refused(409, "leads_one_already", "Leads one already", "A chain-master leads one chain.")
                        .field("/masterId")
                        .with("chainId", chain.id().toString());
        };
    }

    @PostMapping("/{id}/members")
    ResponseEntity<MemberJson> join(Caller caller, @PathVariable ChainId id, @RequestBody MemberBody body) {
        caller.mustBe(PartyKind.ENTERPRISE);
        if (body.tier() < 1 || body.tier() > Member.DEEPEST_TIER) {
            throw refused("tier_out_of_range", "Tiers count from 1 to " + Member.DEEPEST_TIER + ".", "/tier");
        }
        return switch (chains.join(id, caller.party(), body.enterpriseId(), body.tier(), body.inviterId())) {
            case Joining.Joined(var member) ->
                ResponseEntity.created(URI.create("/v1/chains/" + id + "/members/" + member.enterprise()))
                        .body(MemberJson.of(member));
            case Joining.NoSuchChain _ -> throw Problem.notFound();
            case Joining.NoSuchEnterprise _ -> throw noSuchEnterprise("/enterpriseId");
            case Joining.IsTheMaster _ ->
                throw refused("is_the_master", "A chain-master is no member of its own chain.", "/enterpriseId");
            case Joining.InviterMissing _ ->
                throw refused("inviter_missing", "From tier 2 on a member names who brought it in.", "/inviterId");
            case Joining.InviterNotWanted _ ->
                throw refused("inviter_not_wanted", "Tier 1 sells to the chain-master itself.", "/inviterId");
            case Joining.InviterNotOneTierAbove _ ->
                throw refused(
                        "inviter_not_one_tier_above",
                        "The inviter is a member of this chain, one tier above the new one.",
                        "/inviterId");
            case Joining.MemberBefore(var member) ->
                throw Problem.refused(
                                409, "member_before", "Member before", "It is a member in tier " + member.tier() + ".")
                        .field("/enterpriseId");
        };
    }

    private static Problem noSuchEnterprise(String pointer) {
        return refused("no_such_enterprise", "No enterprise on this platform has this id.", pointer);
    }

    private static Problem refused(String code, String detail, String pointer) {
        return Problem.refused(422, code, "Refused", detail).field(pointer);
    }

    /// The city and the banks see every chain, an enterprise those that it leads or belongs to.
    @GetMapping
    Page<ChainJson> list(Caller caller, Paging paging) {
        var after = paging.after()
                .map(row -> new ChainId(UUID.fromString(row.id())))
                .orElse(null);
        var rows = caller.kind() == PartyKind.ENTERPRISE
                ? chains.around(caller.party(), after, paging.limit() + 1)
                : chains.list(after, paging.limit() + 1);
        return paging.page(
                        rows, row -> new Position(row.registeredAt(), row.id().toString()))
                .map(ChainJson::of);
    }

    @GetMapping("/{id}")
    ChainJson one(Caller caller, @PathVariable ChainId id) {
        return chains.find(id)
                .filter(chain -> seesAll(caller, chain)
                        || chains.member(id, caller.party()).isPresent())
                .map(ChainJson::of)
                .orElseThrow(Problem::notFound);
    }

    /// Who supplies whom is a secret of the trade: a member sees itself, not the others.
    @GetMapping("/{id}/members")
    Page<MemberJson> members(Caller caller, @PathVariable ChainId id, Paging paging) {
        if (chains.find(id).filter(chain -> seesAll(caller, chain)).isEmpty()) {
            throw Problem.notFound();
        }
        var after = paging.after()
                .map(row -> new EnterpriseId(UUID.fromString(row.id())))
                .orElse(null);
        return paging.page(
                        chains.members(id, after, paging.limit() + 1),
                        row -> new Position(row.joinedAt(), row.enterprise().toString()))
                .map(MemberJson::of);
    }

    @GetMapping("/{id}/members/{enterprise}")
    MemberJson member(Caller caller, @PathVariable ChainId id, @PathVariable EnterpriseId enterprise) {
        return chains.find(id)
                .filter(chain -> seesAll(caller, chain) || caller.party().equals(enterprise))
                .flatMap(_ -> chains.member(id, enterprise))
                .map(MemberJson::of)
                .orElseThrow(Problem::notFound);
    }

    private static boolean seesAll(Caller caller, Chain chain) {
        return caller.kind() != PartyKind.ENTERPRISE || chain.master().equals(caller.party());
    }
}
