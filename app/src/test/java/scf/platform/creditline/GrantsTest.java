package scf.platform.creditline;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.creditline.LimitTree.product;
import static scf.platform.creditline.LimitTree.supplier;
import static scf.platform.creditline.LimitTree.tier;
import static scf.platform.creditline.LimitTree.yuan;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import scf.platform.money.Money;
import scf.platform.whitelist.Entry;
import scf.platform.whitelist.ListingStep;
import scf.platform.whitelist.Whitelist;
import scf.schema.ids.ChainId;
import scf.schema.ids.CreditLineId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.NodeId;

/// What a bank decides: its lines, batches of sub-limits, changes.
class GrantsTest {

    private final LimitTree tree = new LimitTree();

    @Test
    void a_bank_grants_a_listed_chain_one_line_per_currency() {
        tree.line("1000.00");

        assertThat(granting(tree.chain, "500.00")).isInstanceOf(Granting.GrantedBefore.class);
        assertThat(granting(ChainId.random(), "500.00")).isInstanceOf(Granting.NoSuchChain.class);
    }

    /// What the listing wishes for is no bank's duty; what a bank has promised itself is.
    @Test
    void a_bank_that_promises_a_scale_grants_as_much_and_keeps_it_while_the_listing_stands() {
        assertThat(promising("1000.01")).isInstanceOf(Granting.ScaleAboveLimit.class);
        var line = ((Granting.Granted) promising("800.00")).line().id();

        assertThat(change(line, yuan("800.00"))).isInstanceOf(Changing.Changed.class);
        assertThat(change(line, yuan("799.99")))
                .isInstanceOfSatisfying(
                        Changing.BelowPromise.class,
                        below -> assertThat(below.promised().scale()).isEqualTo(yuan("800.00")));
        assertThat(tree.grants.freeze(tree.bank, line, tree.root(line), "风险提示")).isInstanceOf(Changing.Changed.class);
        suspended();
        assertThat(change(line, yuan("1.00"))).isInstanceOf(Changing.Changed.class);
    }

    private Granting promising(String scale) {
        return tree.grants.grant(
                tree.bank,
                tree.chain,
                yuan("1000.00"),
                true,
                LimitTree.TODAY,
                LimitTree.YEAR_END,
                new Preferences.Promise(yuan(scale), null, null),
                "risk-1");
    }

    private void suspended() {
        tree.rooms
                .the(Whitelist.class)
                .take(
                        ListingStep.SUSPENSION,
                        tree.listing,
                        new Entry.Actor(tree.city, "desk"),
                        "逾期",
                        Whitelist.Particulars.NONE);
    }

    private Granting granting(ChainId chain, String limit) {
        return tree.grants.grant(
                tree.bank,
                chain,
                yuan(limit),
                true,
                LimitTree.TODAY,
                LimitTree.YEAR_END,
                Preferences.Promise.NONE,
                "risk-1");
    }

    @Test
    void a_suspended_chain_master_gets_no_line_no_sub_limit_and_no_raise() {
        var line = tree.line("1000.00");
        suspended();

        assertThat(granting(tree.chain, "1.00")).isInstanceOf(Granting.NotListed.class);
        assertThat(tree.grants.grant(tree.bank, line, "B", "h", List.of(), "risk-1"))
                .isInstanceOf(Batching.NotListed.class);
        assertThat(change(line, yuan("1000.01"))).isInstanceOf(Changing.NotListed.class);
        assertThat(change(line, yuan("900.00"))).isInstanceOf(Changing.Changed.class);
    }

    private Changing change(CreditLineId line, Money limit) {
        return tree.grants.change(tree.bank, line, tree.root(line), new NodeChange(limit, null, null, null));
    }

    @Test
    void rows_are_refused_one_by_one_with_their_reasons() {
        var line = tree.line("1000.00");
        var stranger = tree.strangers(1).getFirst();

        var answered = tree.batch(
                line,
                tier(2, "1000.00"),
                supplier(tree.supplier, "500.00"),
                product(tree.neighbour, "500.00"),
                supplier(stranger, "500.00"),
                supplier(tree.dealer, "500.00"),
                tier(2, "900.00"),
                new SubLimit(Level.CHAIN, null, null, null, yuan("1.00"), null, null, null),
                new SubLimit(Level.TIER, null, null, null, yuan("1.00"), null, null, null),
                new SubLimit(Level.SUPPLIER, 1, tree.neighbour, null, yuan("1.00"), null, null, null),
                new SubLimit(
                        Level.SUPPLIER,
                        null,
                        tree.neighbour,
                        null,
                        yuan("1.00"),
                        null,
                        LimitTree.YEAR_END,
                        LimitTree.TODAY));

        assertThat(answered.rows())
                .extracting(row -> row instanceof RowAnswer.Refused refused ? refused.code() : null)
                .containsExactly(
                        null,
                        null,
                        RowAnswer.Code.PARENT_MISSING,
                        RowAnswer.Code.SUPPLIER_NOT_A_MEMBER,
                        RowAnswer.Code.PARENT_MISSING,
                        RowAnswer.Code.GRANTED_BEFORE,
                        RowAnswer.Code.LEVEL_NOT_A_SUB_LIMIT,
                        RowAnswer.Code.FIELDS_OF_OTHER_LEVEL,
                        RowAnswer.Code.TIER_DIFFERS,
                        RowAnswer.Code.PERIOD_UPSIDE_DOWN);
    }

    @Test
    void a_tier_that_no_chain_has_is_granted_nothing() {
        var line = tree.line("1000.00");
        var answered = tree.batch(line, tier(0, "1.00"), tier(-1, "1.00"), tier(100, "1.00"), tier(99, "1.00"));

        assertThat(answered.rows())
                .extracting(row -> row instanceof RowAnswer.Refused refused ? refused.code() : null)
                .containsExactly(
                        RowAnswer.Code.TIER_OUT_OF_RANGE,
                        RowAnswer.Code.TIER_OUT_OF_RANGE,
                        RowAnswer.Code.TIER_OUT_OF_RANGE,
                        null);
    }

    @Test
    void the_same_batch_again_is_answered_again_and_done_once() {
        var line = tree.line("1000.00");
        List<BatchRow> rows =
                List.of(new BatchRow.Read(tier(2, "1000.00")), new BatchRow.Unreadable("limit: not an amount"));
        var first = tree.grants.grant(tree.bank, line, "2026-001", "hash", rows, "risk-1");
        var again = tree.grants.grant(tree.bank, line, "2026-001", "hash", rows, "risk-1");

        assertThat(((Batching.Answered) again).rows()).isEqualTo(((Batching.Answered) first).rows());
        assertThat(((Batching.Answered) again).before()).isTrue();
        assertThat(tree.grants.find(line).orElseThrow().nodes()).hasSize(2);
        assertThat(tree.grants.grant(tree.bank, line, "2026-001", "other", rows, "risk-1"))
                .isInstanceOf(Batching.NumberUsedForOther.class);
    }

    @Test
    void a_thousand_rows_are_991_granted_and_9_refused() {
        var line = tree.line("1000000.00");
        tree.limits(line, tier(1, "1000000.00"), supplier(tree.dealer, "1000000.00"));
        List<BatchRow> rows = IntStream.rangeClosed(1, 1000)
                .<BatchRow>mapToObj(i -> new BatchRow.Read(new SubLimit(
                        Level.PRODUCT,
                        null,
                        i % 111 == 0 ? tree.bank : tree.dealer,
                        "PRODUCT_" + i,
                        yuan("1000.00"),
                        null,
                        null,
                        null)))
                .toList();

        var answered = (Batching.Answered) tree.grants.grant(tree.bank, line, "2026-991", "h", rows, "risk-1");

        assertThat(answered.rows())
                .filteredOn(RowAnswer.Granted.class::isInstance)
                .hasSize(991);
        assertThat(answered.rows())
                .filteredOn(RowAnswer.Refused.class::isInstance)
                .hasSize(9);
    }

    @Test
    void a_bank_changes_its_own_lines_and_no_others() {
        var line = tree.line("1000.00");
        var other = EnterpriseId.random();
        var nothing = new NodeChange(null, null, null, null);

        assertThat(tree.grants.grant(other, line, "B", "h", List.of(), "u")).isInstanceOf(Batching.NoSuchLine.class);
        assertThat(tree.grants.change(other, line, tree.root(line), nothing)).isInstanceOf(Changing.NoSuchNode.class);
        assertThat(tree.grants.freeze(other, line, tree.root(line), "r")).isInstanceOf(Changing.NoSuchNode.class);
        assertThat(tree.grants.change(tree.bank, line, NodeId.random(), nothing))
                .isInstanceOf(Changing.NoSuchNode.class);
    }
}
