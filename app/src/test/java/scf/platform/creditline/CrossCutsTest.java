package scf.platform.creditline;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.creditline.LimitTree.product;
import static scf.platform.creditline.LimitTree.supplier;
import static scf.platform.creditline.LimitTree.tier;
import static scf.platform.creditline.LimitTree.yuan;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scf.platform.chain.ChainRegistering;
import scf.platform.chain.Chains;
import scf.platform.enterprise.Enterprises;
import scf.platform.enterprise.Parties;
import scf.platform.whitelist.Listings;
import scf.platform.whitelist.Whitelist;
import scf.schema.ids.CreditLineId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.NodeId;

/// Limits of a bank that cut across its lines: on one name, and on a guarantor's promise.
class CrossCutsTest {

    private final LimitTree tree = new LimitTree();
    private final CrossCuts crossCuts = tree.rooms.the(CrossCuts.class);

    @AfterEach
    void the_books_agree() {
        tree.theBooksAgree();
    }

    private CreditLineId line() {
        var line = tree.line("1000000.00");
        tree.limits(
                line,
                tier(2, "1000000.00"),
                supplier(tree.supplier, "1000000.00"),
                product(tree.supplier, "1000000.00"),
                supplier(tree.neighbour, "1000000.00"),
                product(tree.neighbour, "1000000.00"));
        return line;
    }

    /// The same supplier under another chain-master, by the same bank: each line has room, the name has not.
    @Test
    void one_name_is_bound_over_all_chains_in_which_it_stands() {
        line();
        var other = secondChain();
        singleName(tree.supplier, "500.00");
        tree.drawn(tree.supplier, "300.00");

        var refused = tree.lines.reserve(other.reservation("200.01"));

        assertThat(refused).isInstanceOfSatisfying(Reserving.Binds.class, binds -> {
            assertThat(binds.level().code()).isEqualTo("LIMIT_SINGLE_NAME");
            assertThat(binds.shortBy()).isEqualTo(yuan("0.01"));
        });
        assertThat(tree.lines.reserve(other.reservation("200.00"))).isInstanceOf(Reserving.Reserved.class);
        assertThat(tree.reserve(tree.neighbour, "1000.00")).isInstanceOf(Reserving.Reserved.class);
    }

    @Test
    void what_was_drawn_before_a_name_is_limited_counts_from_the_first_moment() {
        var line = line();
        var drawn = tree.drawn(tree.supplier, "400.00");
        tree.lines.restore(drawn, yuan("100.00"));
        tree.held(tree.supplier, "50.00");
        var limit = singleName(tree.supplier, "200.00");

        assertThat(limit.node().used()).isEqualTo(yuan("300.00"));
        assertThat(limit.node().reserved()).isEqualTo(yuan("50.00"));
        assertThat(limit.node().overLimit()).isTrue();
        assertThat(tree.available(line, tree.supplier).amount()).isEqualTo(yuan("0.00"));

        tree.lines.restore(drawn, yuan("300.00"));
        assertThat(tree.available(line, tree.supplier).amount()).isEqualTo(yuan("150.00"));
        assertThat(tree.available(line, tree.supplier).binding().level()).isEqualTo(Level.SINGLE_NAME);
    }

    @Test
    void the_debtors_name_binds_every_supplier_of_its_chain() {
        line();
        singleName(tree.master, "100.00");
        tree.held(tree.supplier, "60.00");

        assertThat(tree.reserve(tree.neighbour, "40.01")).isInstanceOf(Reserving.Binds.class);
        assertThat(tree.reserve(tree.neighbour, "40.00")).isInstanceOf(Reserving.Reserved.class);
    }

    @Test
    void a_guarantors_promise_is_taken_by_the_limits_that_it_covers_and_by_no_others() {
        var line = line();
        tree.drawn(tree.supplier, "70.00");
        var covered = tree.node(line, Node.Place.supplier(2, tree.supplier)).id();

        var pool = set(new CrossCut.Wanted(
                Level.GUARANTEE_POOL,
                tree.master,
                yuan("100.00"),
                LimitTree.TODAY,
                LimitTree.YEAR_END,
                "股东会决议 2026-07",
                List.of(covered)));

        assertThat(pool.node().used()).isEqualTo(yuan("70.00"));
        assertThat(tree.reserve(tree.supplier, "30.01"))
                .isInstanceOfSatisfying(
                        Reserving.Binds.class,
                        binds -> assertThat(binds.level()).isEqualTo(Level.GUARANTEE_POOL));
        assertThat(tree.reserve(tree.supplier, "30.00")).isInstanceOf(Reserving.Reserved.class);
        assertThat(tree.reserve(tree.neighbour, "1000.00")).isInstanceOf(Reserving.Reserved.class);
        assertThat(crossCuts.of(tree.master, Level.GUARANTEE_POOL, null, 10))
                .extracting(each -> each.node().id())
                .containsExactly(pool.node().id());
        assertThat(crossCuts.of(tree.bank, Level.GUARANTEE_POOL, pool.node().id(), 10))
                .isEmpty();
    }

    @Test
    void what_a_bank_cannot_limit_is_refused_by_name() {
        line();
        var wanted = new CrossCut.Wanted(
                Level.GUARANTEE_POOL,
                tree.master,
                yuan("1.00"),
                LimitTree.TODAY,
                LimitTree.YEAR_END,
                "决议",
                List.of(NodeId.random()));

        assertThat(crossCuts.set(tree.bank, wanted)).isInstanceOf(CrossCutting.NotToBeCovered.class);
        assertThat(crossCuts.set(tree.bank, named(EnterpriseId.random(), "1.00")))
                .isInstanceOf(CrossCutting.NoSuchParty.class);
        var upsideDown = new CrossCut.Wanted(
                Level.SINGLE_NAME, tree.supplier, yuan("1.00"), LimitTree.YEAR_END, LimitTree.TODAY, null, List.of());
        assertThat(crossCuts.set(tree.bank, upsideDown)).isInstanceOf(CrossCutting.PeriodUpsideDown.class);
    }

    @Test
    void a_dry_run_says_what_binds_with_every_nodes_figures_and_holds_nothing() {
        var line = line();
        singleName(tree.supplier, "500.00");
        tree.drawn(tree.supplier, "100.00");

        var run = dryRun(line, tree.supplier, "400.01");

        assertThat(run.why()).isEqualTo(DryRun.Why.LIMIT_BINDS);
        assertThat(run.binding()).isEqualTo(Level.SINGLE_NAME);
        assertThat(run.shortBy()).isEqualTo(yuan("0.01"));
        assertThat(run.path())
                .extracting(Node::level)
                .containsExactly(Level.CHAIN, Level.TIER, Level.SUPPLIER, Level.PRODUCT, Level.SINGLE_NAME);
        assertThat(dryRun(line, tree.supplier, "400.00").fits()).isTrue();
        assertThat(tree.available(line, tree.supplier).amount()).isEqualTo(yuan("400.00"));
        assertThat(dryRun(line, tree.dealer, "1.00").why()).isEqualTo(DryRun.Why.NO_LIMIT);

        tree.grants.freeze(tree.bank, line, tree.root(line), "风险提示");
        assertThat(dryRun(line, tree.supplier, "1.00").why()).isEqualTo(DryRun.Why.LIMIT_CLOSED);
    }

    @Test
    void every_bank_of_a_chain_is_seen_with_what_it_granted_and_what_is_drawn() {
        line();
        tree.drawn(tree.supplier, "100.00");
        tree.held(tree.supplier, "20.00");

        assertThat(tree.lines.exposures(tree.master))
                .containsExactly(new Exposure(tree.bank, yuan("1000000.00"), yuan("20.00"), yuan("100.00"), true));
    }

    private DryRun dryRun(CreditLineId line, EnterpriseId forSupplier, String amount) {
        return tree.lines.dryRun(
                tree.grants.find(line).orElseThrow(), forSupplier, LimitTree.PAYABLES, yuan(amount), null);
    }

    private CrossCut singleName(EnterpriseId party, String limit) {
        return set(named(party, limit));
    }

    private static CrossCut.Wanted named(EnterpriseId party, String limit) {
        return new CrossCut.Wanted(
                Level.SINGLE_NAME, party, yuan(limit), LimitTree.TODAY, LimitTree.YEAR_END, null, List.of());
    }

    private CrossCut set(CrossCut.Wanted wanted) {
        var setting = crossCuts.set(tree.bank, wanted);
        assertThat(setting).isInstanceOf(CrossCutting.Set.class);
        return ((CrossCutting.Set) setting).crossCut();
    }

    private record SecondChain(LimitTree tree, EnterpriseId master) {

        Reservation reservation(String amount) {
            var like = tree.reservation(tree.supplier, amount);
            return new Reservation(
                    like.bank(), master, like.supplier(), like.product(), like.amount(), like.expiresAt(), amount);
        }
    }

    private SecondChain secondChain() {
        var parties = new Parties(tree.rooms.the(Enterprises.class));
        var master = parties.enterprise();
        var chains = tree.rooms.the(Chains.class);
        var chain = ((ChainRegistering.Registered) chains.register(master, "江阴纺织产业链", "纺织"))
                .chain()
                .id();
        chains.join(chain, master, tree.supplier, 1, null);
        new Listings(tree.rooms.the(Whitelist.class), tree.city).list(master);
        var granted = tree.grants.grant(
                tree.bank,
                chain,
                yuan("1000000.00"),
                true,
                LimitTree.TODAY,
                LimitTree.YEAR_END,
                Preferences.Promise.NONE,
                "risk-1");
        tree.limits(
                ((Granting.Granted) granted).line().id(),
                tier(1, "1000000.00"),
                supplier(tree.supplier, "1000000.00"),
                product(tree.supplier, "1000000.00"));
        return new SecondChain(tree, master);
    }
}
