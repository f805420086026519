package scf.platform.creditline;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.creditline.LimitTree.PAYABLES;
import static scf.platform.creditline.LimitTree.product;
import static scf.platform.creditline.LimitTree.productOnce;
import static scf.platform.creditline.LimitTree.supplier;
import static scf.platform.creditline.LimitTree.tier;
import static scf.platform.creditline.LimitTree.yuan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scf.platform.money.Money;
import scf.schema.ids.CreditLineId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.HoldId;
import scf.schema.ids.NodeId;

/// Random business on a real database against a model of a few lines: every figure of every node, after every step.
class LimitModelTest {

    private static final int STEPS = 80;

    private final LimitTree tree = LimitTree.alone();

    /// A node as the algebra has it: limit, reserved, used, drawn in fen.
    private static final class Figures {

        long limit;
        long reserved;
        long used;
        long drawn;
        final boolean revolving;
        boolean frozen;

        Figures(long limit, boolean revolving) {
            this.limit = limit;
            this.revolving = revolving;
        }

        long available() {
            return frozen ? 0 : Math.max(0, limit - reserved - (revolving ? used : drawn));
        }
    }

    private static final class HoldFigures {

        final List<Figures> path;
        final long amount;
        long restored;
        HoldState state = HoldState.PENDING;

        HoldFigures(List<Figures> path, long amount) {
            this.path = path;
            this.amount = amount;
        }
    }

    private final Map<NodeId, Figures> model = new LinkedHashMap<>();
    private final Map<EnterpriseId, List<Figures>> paths = new HashMap<>();
    private final Map<HoldId, HoldFigures> holds = new LinkedHashMap<>();
    private final List<HoldId> held = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void every_node_is_what_the_algebra_says_after_every_step(long seed) {
        var random = new Random(seed);
        var line = grown();
        var refused = new AtomicInteger();
        for (int step = 0; step < STEPS; step++) {
            String when = "seed %d, step %d".formatted(seed, step);
            // A step and its check in one transaction, for speed alone.
            tree.rooms.transaction().executeWithoutResult(_ -> {
                refused.addAndGet(step(random, line) ? 0 : 1);
                figuresAgree(line, when);
            });
        }
        tree.theBooksAgree();
        assertThat(refused.get()).as("a run that refuses nothing shows nothing").isGreaterThan(STEPS / 20);
        assertThat(held).as("nor does one that holds nothing").hasSizeGreaterThan(STEPS / 20);
    }

    /// Over-allocated children under a chain, a product that does not revolve, and a limit on one name across.
    private CreditLineId grown() {
        var line = tree.line("1000.00");
        tree.limits(
                line,
                tier(2, "800.00"),
                supplier(tree.supplier, "700.00"),
                product(tree.supplier, "600.00"),
                supplier(tree.neighbour, "700.00"),
                productOnce(tree.neighbour, "900.00"));
        var set = tree.rooms
                .the(CrossCuts.class)
                .set(
                        tree.bank,
                        new CrossCut.Wanted(
                                Level.SINGLE_NAME,
                                tree.supplier,
                                yuan("500.00"),
                                LimitTree.TODAY,
                                LimitTree.YEAR_END,
                                null,
                                List.of()));
        var name = ((CrossCutting.Set) set).crossCut().node();
        for (Node node : tree.grants.find(line).orElseThrow().nodes()) {
            model.put(node.id(), new Figures(node.limit().minor(), node.revolving()));
        }
        model.put(name.id(), new Figures(name.limit().minor(), true));
        for (EnterpriseId borrower : List.of(tree.supplier, tree.neighbour)) {
            paths.put(
                    borrower,
                    tree.available(line, borrower).path().stream()
                            .map(node -> model.get(node.id()))
                            .toList());
        }
        return line;
    }

    /// Whether the step was taken rather than refused.
    private boolean step(Random random, CreditLineId line) {
        return switch (random.nextInt(11)) {
            case 0, 1, 2, 3 -> reserve(random);
            case 4 -> post(random);
            case 5 -> release(random);
            case 6 -> restore(random);
            case 7 -> limit(random, line);
            case 8 -> freeze(random, line);
            case 9 -> retake(random);
            default -> expire(random);
        };
    }

    private boolean reserve(Random random) {
        var borrower = random.nextBoolean() ? tree.supplier : tree.neighbour;
        var path = Objects.requireNonNull(paths.get(borrower));
        long amount = random.nextLong(1, 8_001);
        long room = path.stream().mapToLong(Figures::available).min().orElseThrow();
        var ending =
                tree.lines.reserve(tree.reservation(borrower, Money.fen(amount).format()));
        if (path.stream().anyMatch(node -> node.frozen)) {
            assertThat(ending).isInstanceOf(Reserving.Closed.class);
            return false;
        }
        if (amount > room) {
            assertThat(ending).isInstanceOfSatisfying(Reserving.Binds.class, binds -> {
                assertThat(binds.available()).isEqualTo(Money.fen(room));
                assertThat(binds.shortBy()).isEqualTo(Money.fen(amount - room));
            });
            return false;
        }
        assertThat(ending).isInstanceOf(Reserving.Reserved.class);
        var hold = ((Reserving.Reserved) ending).hold();
        holds.put(hold, new HoldFigures(path, amount));
        held.add(hold);
        path.forEach(node -> node.reserved += amount);
        return true;
    }

    private boolean post(Random random) {
        if (held.isEmpty()) {
            return false;
        }
        var id = held.get(random.nextInt(held.size()));
        var hold = Objects.requireNonNull(holds.get(id));
        var ending = tree.lines.post(id);
        if (hold.state != HoldState.PENDING) {
            assertThat(ending).isEqualTo(new Posting.ResolvedBefore(hold.state));
            return false;
        }
        assertThat(ending).isInstanceOf(Posting.Posted.class);
        hold.state = HoldState.POSTED;
        hold.path.forEach(node -> {
            node.reserved -= hold.amount;
            node.used += hold.amount;
            node.drawn += hold.amount;
        });
        return true;
    }

    private boolean release(Random random) {
        if (held.isEmpty()) {
            return false;
        }
        var id = held.get(random.nextInt(held.size()));
        var hold = Objects.requireNonNull(holds.get(id));
        var ending = tree.lines.release(id);
        if (hold.state != HoldState.PENDING) {
            assertThat(ending).isEqualTo(new Releasing.ResolvedBefore(hold.state));
            return false;
        }
        giveBack(hold, HoldState.RELEASED);
        return true;
    }

    private static void giveBack(HoldFigures hold, HoldState as) {
        hold.state = as;
        hold.path.forEach(node -> node.reserved -= hold.amount);
    }

    private boolean restore(Random random) {
        if (held.isEmpty()) {
            return false;
        }
        var id = held.get(random.nextInt(held.size()));
        var hold = Objects.requireNonNull(holds.get(id));
        long amount = random.nextLong(1, 5_001);
        var ending = tree.lines.restore(id, Money.fen(amount));
        if (hold.state != HoldState.POSTED) {
            assertThat(ending).isEqualTo(new Restoring.NotPosted(hold.state));
            return false;
        }
        if (amount > hold.amount - hold.restored) {
            assertThat(ending).isEqualTo(new Restoring.MoreThanOutstanding(Money.fen(hold.amount - hold.restored)));
            return false;
        }
        hold.restored += amount;
        hold.path.forEach(node -> node.used -= amount);
        return true;
    }

    /// A repayment that was none: what it had given back is in use again, room or no room.
    private boolean retake(Random random) {
        if (held.isEmpty()) {
            return false;
        }
        var id = held.get(random.nextInt(held.size()));
        var hold = Objects.requireNonNull(holds.get(id));
        if (hold.restored == 0) {
            return false;
        }
        long amount = random.nextLong(1, hold.restored + 1);
        tree.lines.retake(id, Money.fen(amount));
        hold.restored -= amount;
        hold.path.forEach(node -> node.used += amount);
        return true;
    }

    /// Cut below its use as often as raised again.
    private boolean limit(Random random, CreditLineId line) {
        var nodes = tree.grants.find(line).orElseThrow().nodes();
        var node = nodes.get(random.nextInt(nodes.size()));
        long limit = random.nextInt(4) == 0 ? random.nextInt(20_000) : 50_000 + random.nextInt(100_000);
        tree.grants.change(tree.bank, line, node.id(), new NodeChange(Money.fen(limit), null, null, null));
        Objects.requireNonNull(model.get(node.id())).limit = limit;
        return true;
    }

    private boolean freeze(Random random, CreditLineId line) {
        var nodes = tree.grants.find(line).orElseThrow().nodes();
        var node = nodes.get(random.nextInt(nodes.size()));
        var figures = Objects.requireNonNull(model.get(node.id()));
        if (figures.frozen || random.nextInt(6) > 0) {
            tree.grants.unfreeze(tree.bank, line, node.id());
            figures.frozen = false;
        } else {
            tree.grants.freeze(tree.bank, line, node.id(), "风险提示");
            figures.frozen = true;
        }
        return true;
    }

    /// Sometimes three days pass, and what was held longer than that is given back.
    private boolean expire(Random random) {
        if (random.nextInt(6) > 0) {
            return true;
        }
        tree.rooms.clock().pass(Duration.ofDays(3));
        while (tree.lines.expireSome()) {
            // The next line.
        }
        holds.values().stream()
                .filter(hold -> hold.state == HoldState.PENDING)
                .forEach(hold -> giveBack(hold, HoldState.EXPIRED));
        return true;
    }

    private void figuresAgree(CreditLineId line, String when) {
        var nodes = new ArrayList<>(tree.grants.find(line).orElseThrow().nodes());
        tree.rooms
                .the(CrossCuts.class)
                .of(tree.bank, Level.SINGLE_NAME, null, 10)
                .forEach(each -> nodes.add(each.node()));
        for (Node node : nodes) {
            var figures = Objects.requireNonNull(model.get(node.id()));
            assertThat(List.of(
                            node.reserved().minor(),
                            node.used().minor(),
                            node.drawn().minor(),
                            node.available(LimitTree.TODAY).minor()))
                    .as(when + ", " + node.place())
                    .containsExactly(figures.reserved, figures.used, figures.drawn, figures.available());
            assertThat(node.available(LimitTree.TODAY).isNegative()).as(when).isFalse();
        }
    }

    /// The sweep and the origination meet at the end of each hold: exactly one of them resolves it, whichever is first.
    @Test
    void when_expiry_races_origination_exactly_one_wins() throws Exception {
        var line = grown();
        for (int round = 0; round < 20; round++) {
            var hold = tree.held(tree.supplier, "1.00");
            tree.rooms.clock().pass(Duration.ofDays(3).minusNanos(1));
            var start = new CountDownLatch(1);
            try (var threads = Executors.newFixedThreadPool(3)) {
                Future<Posting> posting = threads.submit(() -> {
                    start.await();
                    return tree.lines.post(hold);
                });
                Future<Boolean> swept = threads.submit(() -> {
                    start.await();
                    tree.rooms.clock().pass(Duration.ofNanos(1));
                    return tree.lines.expireSome();
                });
                start.countDown();
                boolean posted = posting.get() instanceof Posting.Posted;
                boolean lapsed = swept.get() || posting.get() instanceof Posting.Lapsed;
                assertThat(posted).as("round " + round).isNotEqualTo(lapsed);
            }
            // What the sweep passed over while its origination was refused is no business of the next round.
            tree.lines.expireSome();
        }
        var path = tree.lines.availability(tree.grants.find(line).orElseThrow(), tree.supplier, PAYABLES);
        assertThat(((Availability.Available) path).path())
                .allSatisfy(node -> assertThat(node.reserved()).isEqualTo(yuan("0.00")));
        tree.theBooksAgree();
    }
}
