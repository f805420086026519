package scf.platform.creditline;

import static scf.platform.creditline.LimitTree.product;
import static scf.platform.creditline.LimitTree.supplier;
import static scf.platform.creditline.LimitTree.tier;

import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import scf.platform.ForbiddenRow;
import scf.schema.ids.CreditLineId;
import scf.schema.ids.HoldId;
import scf.schema.ids.NodeId;

/// Rows that no code of ours would write, refused by name.
@TestInstance(Lifecycle.PER_CLASS)
class CreditlineConstraintsTest {

    private final LimitTree tree = new LimitTree();
    private CreditLineId line = CreditLineId.random();
    private NodeId root = NodeId.random();
    private NodeId leaf = NodeId.random();
    private HoldId pending = HoldId.random();
    private HoldId posted = HoldId.random();

    @BeforeAll
    void a_tree_with_a_pending_and_a_posted_hold() {
        line = tree.line("1000.00");
        tree.limits(line, tier(2, "1000.00"), supplier(tree.supplier, "1000.00"), product(tree.supplier, "1000.00"));
        root = tree.root(line);
        leaf = tree.node(line, Node.Place.product(2, tree.supplier, LimitTree.PAYABLES))
                .id();
        posted = tree.drawn(tree.supplier, "600.00");
        pending = tree.held(tree.supplier, "100.00");
    }

    private void refusedBy(String constraint, String statement) {
        ForbiddenRow.isRefusedBy(constraint, tree.rooms.sql(), statement);
    }

    private String lineRow(String bank, String chain, String currency) {
        return "insert into creditline.lines values ('%s', '%s', '%s', '%s', '%s', now(), 'risk-1')"
                .formatted(UUID.randomUUID(), bank, chain, tree.master, currency);
    }

    @Test
    void a_bank_has_one_line_per_chain_and_currency() {
        refusedBy(
                "a_bank_has_one_line_per_chain_and_currency",
                lineRow(tree.bank.toString(), tree.chain.toString(), "CNY"));
        refusedBy("a_currency_has_three_letters", lineRow(tree.bank.toString(), tree.chain.toString(), "yuan"));
        refusedBy("a_line_is_granted_by_a_bank", lineRow(UUID.randomUUID().toString(), tree.chain.toString(), "USD"));
        refusedBy(
                "a_line_is_granted_to_a_chain",
                lineRow(tree.bank.toString(), UUID.randomUUID().toString(), "USD"));
    }

    private String node(String parent, String level, String tier, String supplier, String product, String rest) {
        return """
                insert into creditline.nodes (id, line_id, parent_node_id, level, tier, supplier_id, product,
                    limit_minor, revolving, effective_from, effective_to, reserved_minor, used_minor, drawn_minor,
                    created_at)
                values ('%s', '%s', %s, '%s', %s, %s, %s, %s, now())
                """.formatted(UUID.randomUUID(), line, parent, level, tier, supplier, product, rest);
    }

    private static final String SOUND = "100, true, date '2026-01-01', date '2026-12-31', 0, 0, 0";

    @Test
    void the_tree_has_four_levels_each_under_the_one_above() {
        String under = "'" + root + "'";
        String below = "'" + leaf + "'";
        refusedBy("a_level_is_known", node(under, "GROUP", "null", "null", "null", SOUND));
        refusedBy("only_a_sub_limit_has_a_parent", node("null", "TIER", "1", "null", "null", SOUND));
        refusedBy("a_parent_stands_one_level_above", node(below, "TIER", "1", "null", "null", SOUND));
        refusedBy("a_node_names_what_its_level_needs", node(under, "TIER", "null", "null", "null", SOUND));
        refusedBy("a_limited_tier_is_of_1_to_99", node(under, "TIER", "0", "null", "null", SOUND));
        refusedBy("a_limited_tier_is_of_1_to_99", node(under, "TIER", "100", "null", "null", SOUND));
        refusedBy("a_tree_has_one_node_per_place", node(under, "TIER", "2", "null", "null", SOUND));
        refusedBy("a_tree_has_one_node_per_place", node("null", "CHAIN", "null", "null", "null", SOUND));
    }

    @Test
    void a_limit_is_sound_and_starts_with_nothing_taken() {
        String under = "'" + root + "'";
        refusedBy(
                "a_limit_is_not_negative",
                node(under, "TIER", "1", "null", "null", "-1, true, date '2026-01-01', date '2026-12-31', 0, 0, 0"));
        refusedBy(
                "a_limit_ends_after_it_begins",
                node(under, "TIER", "1", "null", "null", "1, true, date '2026-12-31', date '2026-01-01', 0, 0, 0"));
        refusedBy(
                "a_balance_moves_only_by_movements",
                node(under, "TIER", "1", "null", "null", "1, true, date '2026-01-01', date '2026-12-31', 1, 0, 0"));
        refusedBy("a_freeze_has_a_reason", "update creditline.nodes set frozen = true where id = '" + root + "'");
    }

    @Test
    void a_balance_is_never_moved_by_hand() {
        refusedBy(
                "a_balance_moves_only_by_movements",
                "update creditline.nodes set reserved_minor = reserved_minor + 1 where id = '" + root + "'");
        refusedBy(
                "a_balance_moves_only_by_movements",
                "update creditline.nodes set used_minor = 0 where id = '" + root + "'");
    }

    private String movement(NodeId node, HoldId hold, String kind, long reserved, long used, long drawn) {
        return """
                insert into creditline.movements
                    (node_id, hold_id, kind, reserved_minor, used_minor, drawn_minor, moved_at)
                values ('%s', '%s', '%s', %d, %d, %d, now())
                """.formatted(node, hold, kind, reserved, used, drawn);
    }

    private HoldId holdFor(long amount) {
        var id = HoldId.random();
        tree.rooms
                .sql()
                .execute(hold(
                        id,
                        amount,
                        "'PENDING', now(), now(), null, 0",
                        UUID.randomUUID().toString()));
        return id;
    }

    private String hold(HoldId id, long amount, String rest, String reference) {
        return "insert into creditline.holds values ('%s', '%s', '%s', %d, '%s', %s)"
                .formatted(id, line, leaf, amount, reference, rest);
    }

    @Test
    void no_reservation_passes_the_limit_even_past_the_code() {
        // 1000.00 less 600.00 used and 100.00 reserved: 300.00 are left.
        refusedBy("no_reservation_passes_the_limit", movement(root, holdFor(30_001), "RESERVE", 30_001, 0, 0));
    }

    @Test
    void nothing_is_taken_below_zero() {
        refusedBy("nothing_is_reserved_below_zero", movement(root, holdFor(10_001), "RELEASE", -10_001, 0, 0));
        refusedBy("nothing_is_used_below_zero", movement(root, posted, "RESTORE", 0, -60_001, 0));
        // Not even where the triggers are told to look away.
        refusedBy(
                "nothing_is_used_that_was_not_drawn",
                "set session_replication_role = replica; update creditline.nodes set used_minor = 60001 where id = '"
                        + root + "'");
    }

    @Test
    void a_movement_moves_what_its_kind_says_and_is_never_rewritten() {
        refusedBy("a_movement_moves_what_its_kind_says", movement(root, pending, "RESERVE", -1, 0, 0));
        refusedBy("a_movement_moves_what_its_kind_says", movement(root, pending, "POST", -1, 2, 1));
        refusedBy("a_movement_moves_what_its_kind_says", movement(root, pending, "GIFT", 0, -1, 0));
        refusedBy("a_movement_is_never_rewritten", "update creditline.movements set kind = 'EXPIRE'");
        refusedBy("a_movement_is_never_rewritten", "delete from creditline.movements");
        refusedBy("a_movement_is_of_a_hold", movement(root, HoldId.random(), "RESERVE", 1, 0, 0));
        refusedBy("a_movement_is_of_a_node", movement(NodeId.random(), pending, "RESERVE", 1, 0, 0));
    }

    @Test
    void a_hold_reserves_once_and_resolves_once() {
        refusedBy("a_hold_reserves_once", movement(root, pending, "RESERVE", 1, 0, 0));
        refusedBy("a_hold_resolves_once", movement(root, posted, "RELEASE", -1, 0, 0));
    }

    @Test
    void a_hold_is_sound() {
        var id = HoldId.random();
        String reference = UUID.randomUUID().toString();
        refusedBy("a_hold_is_of_something", hold(id, 0, "'PENDING', now(), now(), null, 0", reference));
        refusedBy("a_hold_state_is_known", hold(id, 1, "'LOST', now(), now(), now(), 0", reference));
        refusedBy(
                "a_hold_is_resolved_when_it_is_not_pending", hold(id, 1, "'POSTED', now(), now(), null, 0", reference));
        refusedBy("only_what_was_posted_is_restored", hold(id, 1, "'RELEASED', now(), now(), now(), 1", reference));
        refusedBy("no_more_is_restored_than_was_posted", hold(id, 1, "'POSTED', now(), now(), now(), 2", reference));
        refusedBy(
                "a_reference_is_held_once_on_a_line",
                "update creditline.holds set reference = (select reference from creditline.holds where id = '%s')"
                                .formatted(posted)
                        + " where id = '%s'".formatted(pending));
    }

    @Test
    void a_batch_is_received_once_and_each_row_answered_once() {
        String batch = "insert into creditline.batches values ('%s', 'B-1', 'h', now(), 'risk-1')".formatted(line);
        refusedBy("a_batch_number_is_used_once_on_a_line", batch.replace("B-1", tree.lastBatchNo()));
        refusedBy(
                "a_batch_belongs_to_a_line",
                batch.replace(line.toString(), UUID.randomUUID().toString()));
        String row = "insert into creditline.batch_rows values ('%s', '%s', %d, null, null, null)";
        refusedBy("a_batch_row_is_granted_or_refused", row.formatted(line, tree.lastBatchNo(), 99));
        refusedBy(
                "a_batch_row_is_answered_once",
                row.replace("null, null, null", "null, 'UNREADABLE', 'd'").formatted(line, tree.lastBatchNo(), 1));
        refusedBy(
                "a_batch_row_belongs_to_a_batch",
                row.replace("null, null, null", "null, 'UNREADABLE', 'd'").formatted(line, "B-none", 1));
    }

    private String crossCut(String level, String bank, String party, String currency, String document, String limit) {
        return """
                insert into creditline.nodes (id, level, bank_id, party_id, currency, document, limit_minor, revolving,
                    effective_from, effective_to, created_at)
                values ('%s', '%s', %s, %s, %s, %s, %s, true, date '2026-01-01', date '2026-12-31', now())
                """.formatted(UUID.randomUUID(), level, bank, party, currency, document, limit);
    }

    @Test
    void a_limit_that_cuts_across_lines_is_sound_and_stands_once() {
        String bank = "'" + tree.bank + "'";
        String party = "'" + tree.supplier + "'";
        String nobody = "'" + UUID.randomUUID() + "'";
        refusedBy("a_cross_cut_stands_in_no_line", crossCut("CHAIN", "null", party, "'CNY'", "null", "1"));
        refusedBy("a_cross_cut_names_whom_it_limits", crossCut("SINGLE_NAME", bank, "null", "'CNY'", "null", "1"));
        refusedBy("a_cross_cut_names_whom_it_limits", crossCut("SINGLE_NAME", bank, party, "null", "null", "1"));
        refusedBy("a_cross_cut_of_a_bank_names_the_bank", crossCut("SINGLE_NAME", "null", party, "'CNY'", "null", "1"));
        refusedBy("a_guarantee_rests_on_a_document", crossCut("GUARANTEE_POOL", bank, party, "'CNY'", "null", "1"));
        refusedBy("a_guarantee_rests_on_a_document", crossCut("GUARANTEE_POOL", bank, party, "'CNY'", "' '", "1"));
        refusedBy("only_a_quota_stands_without_a_limit", crossCut("SINGLE_NAME", bank, party, "'CNY'", "null", "null"));
        refusedBy("a_cross_cut_limits_a_party", crossCut("SINGLE_NAME", bank, nobody, "'CNY'", "null", "1"));
        refusedBy("a_cross_cut_is_set_by_a_bank", crossCut("SINGLE_NAME", nobody, party, "'CNY'", "null", "1"));
        String quota = crossCut("ISSUING_QUOTA", "null", party, "'CNY'", "null", "null");
        tree.rooms.sql().execute(quota);
        refusedBy("a_cross_cut_stands_once", crossCut("ISSUING_QUOTA", "null", party, "'CNY'", "null", "null"));
    }

    @Test
    void a_pool_covers_a_limit_once_and_both_exist() {
        String covered = "insert into creditline.guaranteed_nodes values ('%s', '%s')";
        tree.rooms.sql().execute(covered.formatted(root, leaf));
        refusedBy("a_pool_covers_a_limit_once", covered.formatted(root, leaf));
        refusedBy("a_pool_is_a_node", covered.formatted(UUID.randomUUID(), leaf));
        refusedBy("a_covered_limit_is_a_node", covered.formatted(root, UUID.randomUUID()));
    }

    @Test
    void a_hold_on_a_line_has_an_end_and_a_voucher_takes_of_its_quota_once() {
        refusedBy(
                "a_hold_on_a_line_has_an_end",
                hold(HoldId.random(), 1, "'PENDING', now(), null, null, 0", "without-end"));
        String taken = hold(HoldId.random(), 1, "'PENDING', now(), null, null, 0", "V-twice")
                .replace("'" + line + "'", "null");
        tree.rooms.sql().execute(taken);
        refusedBy(
                "a_voucher_takes_of_its_quota_once",
                hold(HoldId.random(), 1, "'PENDING', now(), null, null, 0", "V-twice")
                        .replace("'" + line + "'", "null"));
    }

    @Test
    void a_preference_rests_on_a_listing_and_is_not_negative() {
        String change = "update creditline.lines set %s where id = '" + line + "'";
        refusedBy("a_preference_rests_on_a_listing", change.formatted("entry_id = null, rate_cap_millionths = 1"));
        refusedBy("a_preference_is_not_negative", change.formatted("rate_cap_millionths = -1"));
        refusedBy("a_line_rests_on_a_version_of_a_listing", change.formatted("listing_version = 999"));
    }

    @Test
    void a_line_is_as_large_as_its_bank_has_promised() {
        refusedBy(
                "a_promised_scale_is_an_amount",
                "update creditline.lines set scale_promised = true where id = '%s'".formatted(line));
        var promised = LimitTree.promising("1000.00", "800.00");
        ForbiddenRow.isRefusedBy(
                "a_line_is_as_large_as_its_promised_scale",
                promised.rooms.sql(),
                "update creditline.nodes set limit_minor = 79999 where level = 'CHAIN' and line_id in "
                        + "(select id from creditline.lines where bank_id = '%s')".formatted(promised.bank));
    }
}
