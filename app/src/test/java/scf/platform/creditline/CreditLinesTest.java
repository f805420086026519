package scf.platform.creditline;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.creditline.LimitTree.product;
import static scf.platform.creditline.LimitTree.productOnce;
import static scf.platform.creditline.LimitTree.supplier;
import static scf.platform.creditline.LimitTree.tier;
import static scf.platform.creditline.LimitTree.yuan;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scf.platform.calendar.BusinessDates;
import scf.platform.whitelist.Entry;
import scf.platform.whitelist.ListingStep;
import scf.platform.whitelist.Whitelist;
import scf.schema.ids.CreditLineId;
import scf.schema.ids.HoldId;

/// The limit algebra of the whole-chain line, with the figures of the domain reference.
class CreditLinesTest {

    private final LimitTree tree = new LimitTree();

    @AfterEach
    void the_books_agree() {
        tree.theBooksAgree();
    }

    /// Example L1: chain 100,000,000 with 92,000,000 used and 4,500,000 reserved; tier 30,000,000 with 21,000,000
    /// used; supplier 5,000,000 with 1,000,000 used; product 4,000,000 untouched. The rest is used by neighbours.
    private record L1(CreditLineId line, HoldId ofNeighbour) {}

    private L1 l1() {
        var line = tree.line("100000000.00");
        tree.limits(
                line,
                tier(1, "100000000.00"),
                supplier(tree.dealer, "100000000.00"),
                product(tree.dealer, "100000000.00"),
                tier(2, "30000000.00"),
                supplier(tree.supplier, "5000000.00"),
                product(tree.supplier, "4000000.00"),
                supplier(tree.neighbour, "30000000.00"),
                product(tree.neighbour, "30000000.00"),
                new SubLimit(
                        Level.PRODUCT, null, tree.supplier, "ORDER_FINANCE", yuan("5000000.00"), null, null, null));
        tree.drawn(tree.dealer, "71000000.00");
        tree.held(tree.dealer, "4500000.00");
        var ofNeighbour = tree.drawn(tree.neighbour, "20000000.00");
        var other = tree.lines.reserve(new Reservation(
                tree.bank,
                tree.master,
                tree.supplier,
                "ORDER_FINANCE",
                yuan("1000000.00"),
                tree.rooms.clock().instant().plusSeconds(60),
                "order"));
        assertThat(tree.lines.post(((Reserving.Reserved) other).hold())).isInstanceOf(Posting.Posted.class);
        return new L1(line, ofNeighbour);
    }

    @Test
    void L1_the_chain_binds_with_three_and_a_half_million() {
        var l1 = l1();

        var available = tree.available(l1.line(), tree.supplier);

        assertThat(available.path())
                .extracting(node -> node.available(LimitTree.TODAY).format())
                .containsExactly("3500000.00", "9000000.00", "4000000.00", "4000000.00");
        assertThat(available.amount()).isEqualTo(yuan("3500000.00"));
        assertThat(available.binding().level()).isEqualTo(Level.CHAIN);
    }

    @Test
    void L1_a_request_of_one_fen_too_much_is_short_by_one_fen_at_the_chain() {
        var l1 = l1();

        var refused = tree.reserve(tree.supplier, "3500000.01");

        assertThat(refused)
                .isEqualTo(new Reserving.Binds(Level.CHAIN, tree.root(l1.line()), yuan("3500000.00"), yuan("0.01")));
        assertThat(Level.CHAIN.code()).isEqualTo("LIMIT_CHAIN");
        assertThat(tree.reserve(tree.supplier, "3500000.00")).isInstanceOf(Reserving.Reserved.class);
    }

    @Test
    void L1_of_two_concurrent_requests_of_two_million_exactly_one_succeeds() throws Exception {
        l1();

        var endings = atOnce(2, () -> tree.reserve(tree.supplier, "2000000.00"));

        assertThat(endings).filteredOn(Reserving.Reserved.class::isInstance).hasSize(1);
        assertThat(endings).filteredOn(Reserving.Binds.class::isInstance).hasSize(1);
    }

    @Test
    void L1_after_a_neighbours_repayment_of_one_point_two_million_the_supplier_binds() {
        var l1 = l1();

        assertThat(tree.lines.restore(l1.ofNeighbour(), yuan("1200000.00"))).isInstanceOf(Restoring.Restored.class);

        var available = tree.available(l1.line(), tree.supplier);
        assertThat(available.path())
                .extracting(node -> node.available(LimitTree.TODAY).format())
                .containsExactly("4700000.00", "10200000.00", "4000000.00", "4000000.00");
        assertThat(available.amount()).isEqualTo(yuan("4000000.00"));
        assertThat(available.binding().level()).isEqualTo(Level.SUPPLIER);
    }

    @Test
    void L2_what_does_not_revolve_stays_drawn_after_repayment() {
        var line = tree.line("100000000.00");
        tree.limits(
                line,
                tier(2, "100000000.00"),
                supplier(tree.supplier, "100000000.00"),
                productOnce(tree.supplier, "10000000.00"));
        var hold = tree.drawn(tree.supplier, "6000000.00");

        assertThat(tree.lines.restore(hold, yuan("6000000.00"))).isInstanceOf(Restoring.Restored.class);

        var available = tree.available(line, tree.supplier);
        assertThat(available.amount()).isEqualTo(yuan("4000000.00"));
        assertThat(available.binding().level()).isEqualTo(Level.PRODUCT);
        assertThat(available.path().getFirst().available(LimitTree.TODAY)).isEqualTo(yuan("100000000.00"));
    }

    private CreditLineId plain(String limit) {
        return plain(tree, limit);
    }

    private static CreditLineId plain(LimitTree tree, String limit) {
        var line = tree.line(limit);
        tree.limits(line, tier(2, limit), supplier(tree.supplier, limit), product(tree.supplier, limit));
        return line;
    }

    @Test
    void thirty_two_parallel_reservations_against_room_for_ten_yield_exactly_ten() throws Exception {
        var line = plain("1000000.00");

        var endings = atOnce(32, () -> tree.reserve(tree.supplier, "100000.00"));

        assertThat(endings).filteredOn(Reserving.Reserved.class::isInstance).hasSize(10);
        assertThat(endings).filteredOn(Reserving.Binds.class::isInstance).hasSize(22);
        assertThat(tree.node(line, Node.Place.CHAIN).reserved()).isEqualTo(yuan("1000000.00"));
    }

    @Test
    void children_may_be_granted_more_than_their_parent_and_the_parent_binds() {
        var line = tree.line("1000000.00");
        tree.limits(
                line,
                tier(2, "800000.00"),
                supplier(tree.supplier, "700000.00"),
                product(tree.supplier, "700000.00"),
                supplier(tree.neighbour, "700000.00"),
                product(tree.neighbour, "700000.00"));
        tree.held(tree.neighbour, "500000.00");

        assertThat(tree.reserve(tree.supplier, "300000.01"))
                .isEqualTo(new Reserving.Binds(
                        Level.TIER, tree.node(line, Node.Place.tier(2)).id(), yuan("300000.00"), yuan("0.01")));
    }

    @Test
    void a_hold_resolves_once_and_only_once() {
        plain("1000000.00");
        var posted = tree.drawn(tree.supplier, "100000.00");
        var released = tree.held(tree.supplier, "100000.00");
        assertThat(tree.lines.release(released)).isInstanceOf(Releasing.Released.class);

        assertThat(tree.lines.post(posted)).isEqualTo(new Posting.ResolvedBefore(HoldState.POSTED));
        assertThat(tree.lines.release(posted)).isEqualTo(new Releasing.ResolvedBefore(HoldState.POSTED));
        assertThat(tree.lines.post(released)).isEqualTo(new Posting.ResolvedBefore(HoldState.RELEASED));
        assertThat(tree.lines.release(released)).isEqualTo(new Releasing.ResolvedBefore(HoldState.RELEASED));
    }

    @Test
    void no_more_is_restored_than_is_outstanding() {
        plain("1000000.00");
        var hold = tree.drawn(tree.supplier, "100000.00");
        tree.lines.restore(hold, yuan("60000.00"));

        assertThat(tree.lines.restore(hold, yuan("40000.01")))
                .isEqualTo(new Restoring.MoreThanOutstanding(yuan("40000.00")));
        assertThat(tree.lines.restore(tree.held(tree.supplier, "1.00"), yuan("1.00")))
                .isEqualTo(new Restoring.NotPosted(HoldState.PENDING));
    }

    @Test
    void a_lapsed_hold_gives_its_room_to_the_next_and_is_not_posted_any_more() {
        plain("1000000.00");
        var lapsing = tree.held(tree.supplier, "1000000.00");
        assertThat(tree.reserve(tree.supplier, "1.00")).isInstanceOf(Reserving.Binds.class);

        tree.rooms.clock().pass(Duration.ofDays(3));

        assertThat(tree.reserve(tree.supplier, "1.00")).isInstanceOf(Reserving.Reserved.class);
        assertThat(tree.lines.post(lapsing)).isEqualTo(new Posting.ResolvedBefore(HoldState.EXPIRED));
    }

    @Test
    void the_sweep_gives_back_what_has_lapsed_on_a_line_nobody_asks() {
        var line = plain("1000000.00");
        tree.held(tree.supplier, "1000000.00");
        tree.rooms.clock().pass(Duration.ofDays(4));

        int lines = 0;
        while (tree.lines.expireSome()) {
            lines++;
        }

        assertThat(lines).isPositive();
        assertThat(tree.node(line, Node.Place.CHAIN).reserved()).isEqualTo(yuan("0.00"));
    }

    @Test
    void a_hold_that_lapsed_before_anybody_noticed_is_not_posted() {
        plain("1000000.00");
        var hold = tree.held(tree.supplier, "1000000.00");
        tree.rooms.clock().pass(Duration.ofDays(3));

        assertThat(tree.lines.post(hold)).isInstanceOf(Posting.Lapsed.class);
    }

    @Test
    void one_reference_is_held_once() {
        plain("1000000.00");
        var asked = tree.reservation(tree.supplier, "1.00");
        var first = (Reserving.Reserved) tree.lines.reserve(asked);

        assertThat(tree.lines.reserve(asked)).isEqualTo(new Reserving.HeldBefore(first.hold()));
    }

    @Test
    void where_the_bank_has_granted_nothing_there_is_nothing_to_reserve() {
        assertThat(tree.reserve(tree.supplier, "1.00")).isInstanceOf(Reserving.NoLine.class);

        var line = tree.line("1000000.00");
        assertThat(tree.reserve(tree.supplier, "1.00")).isEqualTo(new Reserving.NoLimit(Level.TIER));

        tree.limits(line, tier(2, "1000000.00"));
        assertThat(tree.reserve(tree.supplier, "1.00")).isEqualTo(new Reserving.NoLimit(Level.SUPPLIER));

        tree.limits(line, supplier(tree.supplier, "1000000.00"));
        assertThat(tree.reserve(tree.supplier, "1.00")).isEqualTo(new Reserving.NoLimit(Level.PRODUCT));
    }

    @Test
    void a_frozen_node_closes_everything_below_it_until_it_is_unfrozen() {
        var line = plain("1000000.00");
        var tier = tree.node(line, Node.Place.tier(2)).id();
        tree.grants.freeze(tree.bank, line, tier, "风险提示");

        assertThat(tree.reserve(tree.supplier, "1.00"))
                .isEqualTo(new Reserving.Closed(Level.TIER, tier, Node.Openness.FROZEN));
        assertThat(tree.available(line, tree.supplier).amount()).isEqualTo(yuan("0.00"));

        tree.grants.unfreeze(tree.bank, line, tier);
        assertThat(tree.reserve(tree.supplier, "1.00")).isInstanceOf(Reserving.Reserved.class);
    }

    @Test
    void a_limit_is_open_from_its_first_day_to_its_last() {
        var tree = LimitTree.alone();
        var line = plain(tree, "1000000.00");
        var dates = tree.rooms.the(BusinessDates.class);

        dates.move(LimitTree.YEAR_END);
        assertThat(tree.reserve(tree.supplier, "1.00")).isInstanceOf(Reserving.Reserved.class);

        dates.move(LimitTree.YEAR_END.plusDays(1));
        assertThat(tree.reserve(tree.supplier, "1.00"))
                .isEqualTo(new Reserving.Closed(Level.CHAIN, tree.root(line), Node.Openness.EXPIRED));

        var later = new NodeChange(null, LocalDate.parse("2027-02-01"), LocalDate.parse("2027-12-31"), null);
        tree.grants.change(tree.bank, line, tree.root(line), later);
        assertThat(tree.reserve(tree.supplier, "1.00"))
                .isEqualTo(new Reserving.Closed(Level.CHAIN, tree.root(line), Node.Openness.NOT_YET_EFFECTIVE));
    }

    @Test
    void a_limit_cut_below_its_use_has_no_room_and_says_that_it_is_over() {
        var line = plain("1000000.00");
        tree.drawn(tree.supplier, "600000.00");

        tree.grants.change(tree.bank, line, tree.root(line), new NodeChange(yuan("500000.00"), null, null, null));

        var root = tree.node(line, Node.Place.CHAIN);
        assertThat(root.overLimit()).isTrue();
        assertThat(root.available(LimitTree.TODAY)).isEqualTo(yuan("0.00"));
        assertThat(tree.reserve(tree.supplier, "0.01")).isInstanceOf(Reserving.Binds.class);
    }

    @Test
    void a_suspended_chain_master_reserves_nothing_new_and_what_exists_runs_off() {
        plain("1000000.00");
        var before = tree.held(tree.supplier, "100000.00");
        tree.rooms
                .the(Whitelist.class)
                .take(
                        ListingStep.SUSPENSION,
                        tree.listing,
                        new Entry.Actor(tree.city, "desk-1"),
                        "逾期未付",
                        Whitelist.Particulars.NONE);

        var refused = tree.reserve(tree.supplier, "1.00");

        assertThat(refused).isInstanceOf(Reserving.NotListed.class);
        assertThat(((Reserving.NotListed) refused).standing().sentence()).contains("list version", "SUSPENDED", "逾期未付");
        assertThat(tree.lines.post(before)).isInstanceOf(Posting.Posted.class);
        assertThat(tree.lines.restore(before, yuan("100000.00"))).isInstanceOf(Restoring.Restored.class);
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(times)) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < times; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            start.countDown();
            var endings = new ArrayList<T>();
            for (Future<T> one : running) {
                endings.add(one.get());
            }
            return endings;
        }
    }
}
