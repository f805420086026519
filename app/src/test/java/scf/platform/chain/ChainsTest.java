package scf.platform.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scf.platform.ForbiddenRow;
import scf.platform.Rooms;
import scf.platform.TestDatabase;
import scf.platform.enterprise.Enterprises;
import scf.platform.enterprise.Parties;
import scf.schema.ids.ChainId;
import scf.schema.ids.EnterpriseId;

/// A chain-master and its members by tier.
class ChainsTest {

    private static final Rooms ROOMS = Rooms.on(TestDatabase.fresh(), "calendar", "rulebook", "enterprise", "chain");

    private final Chains chains = ROOMS.the(Chains.class);
    private final Parties parties = new Parties(ROOMS.the(Enterprises.class));
    private final EnterpriseId master = parties.enterprise();
    private final EnterpriseId first = parties.enterprise();
    private final EnterpriseId second = parties.enterprise();
    private ChainId chain = ChainId.random();

    @AfterAll
    static void close() {
        ROOMS.close();
    }

    @BeforeEach
    void a_chain() {
        var registered = chains.register(master, "闽江装备产业链", "装备制造");
        chain = ((ChainRegistering.Registered) registered).chain().id();
    }

    @Test
    void a_chain_master_leads_one_chain() {
        assertThat(chains.register(master, "另一产业链", "装备制造"))
                .isEqualTo(
                        new ChainRegistering.LeadsOneAlready(chains.find(chain).orElseThrow()));
        assertThat(chains.of(master).map(Chain::id)).contains(chain);
    }

    @Test
    void a_bank_leads_no_chain() {
        assertThat(chains.register(parties.bank(), "银行产业链", "金融"))
                .isInstanceOf(ChainRegistering.NoSuchEnterprise.class);
    }

    @Test
    void members_join_by_tier_each_invited_from_one_tier_above() {
        assertThat(chains.join(chain, master, first, 1, null)).isInstanceOf(Joining.Joined.class);
        assertThat(chains.join(chain, master, second, 2, first)).isInstanceOf(Joining.Joined.class);

        assertThat(chains.member(chain, second).map(Member::tier)).contains(2);
        assertThat(chains.members(chain, null, 10))
                .extracting(Member::enterprise)
                .containsExactlyInAnyOrder(first, second);
        assertThat(chains.around(second, null, 10)).extracting(Chain::id).containsExactly(chain);
    }

    @Test
    void every_reason_to_refuse_a_member_is_named() {
        chains.join(chain, master, first, 1, null);

        assertThat(chains.join(chain, first, second, 1, null)).isInstanceOf(Joining.NoSuchChain.class);
        assertThat(chains.join(ChainId.random(), master, second, 1, null)).isInstanceOf(Joining.NoSuchChain.class);
        assertThat(chains.join(chain, master, parties.bank(), 1, null)).isInstanceOf(Joining.NoSuchEnterprise.class);
        assertThat(chains.join(chain, master, master, 1, null)).isInstanceOf(Joining.IsTheMaster.class);
        assertThat(chains.join(chain, master, second, 2, null)).isInstanceOf(Joining.InviterMissing.class);
        assertThat(chains.join(chain, master, second, 1, first)).isInstanceOf(Joining.InviterNotWanted.class);
        assertThat(chains.join(chain, master, second, 3, first)).isInstanceOf(Joining.InviterNotOneTierAbove.class);
        assertThat(chains.join(chain, master, first, 1, null)).isInstanceOf(Joining.MemberBefore.class);
    }

    @Test
    void the_database_refuses_what_no_chain_allows() {
        chains.join(chain, master, first, 1, null);
        String member = "insert into chain.members (chain_id, member_id, master_id, tier, inviter_id, joined_at)"
                + " values ('%s', '%s', '%s', %s, %s, now())";

        refusedBy("an_enterprise_joins_a_chain_once", member.formatted(chain, first, master, 1, "null"));
        refusedBy("a_master_is_no_member_of_its_own_chain", member.formatted(chain, master, master, 1, "null"));
        refusedBy("a_member_belongs_to_the_masters_chain", member.formatted(chain, second, first, 1, "null"));
        refusedBy("a_tier_counts_from_one", member.formatted(chain, second, master, 0, "'" + first + "'"));
        refusedBy("a_tier_counts_from_one", member.formatted(chain, second, master, 100, "'" + first + "'"));
        refusedBy("only_the_first_tier_comes_uninvited", member.formatted(chain, second, master, 2, "null"));
        refusedBy("an_inviter_stands_one_tier_above", member.formatted(chain, second, master, 3, "'" + first + "'"));
        refusedBy("a_member_is_a_party", member.formatted(chain, ChainId.random(), master, 1, "null"));
    }

    @Test
    void the_database_refuses_a_second_chain_and_one_without_words() {
        String row = "insert into chain.chains values ('%s', '%s', '%s', '%s', now())";

        refusedBy("a_chain_has_one_id", row.formatted(chain, first, "产业链", "装备"));
        refusedBy("a_chain_master_leads_one_chain", row.formatted(ChainId.random(), master, "产业链", "装备"));
        refusedBy("a_chain_master_is_a_party", row.formatted(ChainId.random(), ChainId.random(), "产业链", "装备"));
        refusedBy("a_chain_has_a_name", row.formatted(ChainId.random(), first, " ", "装备"));
        refusedBy("a_chain_has_an_industry", row.formatted(ChainId.random(), first, "产业链", " "));
    }

    private static void refusedBy(String constraint, String statement) {
        ForbiddenRow.isRefusedBy(constraint, ROOMS.sql(), statement);
    }
}
