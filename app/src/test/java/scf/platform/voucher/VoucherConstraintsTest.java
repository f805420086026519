package scf.platform.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.SoundRows.BANK;
import static scf.platform.SoundRows.ISSUER;
import static scf.platform.SoundRows.PAYEE;
import static scf.platform.SoundRows.act;

import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scf.platform.ForbiddenRow;
import scf.platform.SoundRows;
import scf.platform.SqlRow;
import scf.platform.TestDatabase;

/// The forbidden rows of vouchers, written past the code.
class VoucherConstraintsTest {

    private static final String NOWHERE = "'99999999-9999-9999-9999-999999999999'";
    private static final SqlRow OTHER =
            SoundRows.voucher().but("no", "'V0000000000000002'", "root_no", "'V0000000000000002'");
    /// A part of the voucher that stands, in another hand.
    private static final SqlRow PART = OTHER.but(
            "root_no",
            "'V0000000000000001'",
            "parent_no",
            "'V0000000000000001'",
            "transferor_id",
            PAYEE,
            "payee_id",
            BANK,
            "holder_id",
            BANK,
            "hops",
            "1");
    private static final SqlRow LOCK = SqlRow.of(
            "voucher.locks",
            "voucher_no",
            "'V0000000000000001'",
            "request_id",
            SoundRows.REQUEST,
            "holder_id",
            PAYEE,
            "bank_id",
            BANK,
            "locked_until",
            "now() + interval '3 days'",
            "offer_id",
            "gen_random_uuid()",
            "product",
            "'PURCHASE'",
            "funded_minor",
            "100000000",
            "act_hash",
            act(10),
            "state",
            "'HELD'",
            "asked_at",
            "now()");
    private static final SqlRow FUNDING = SqlRow.of(
            "voucher.fundings",
            "voucher_no",
            "'V0000000000000001'",
            "loan_id",
            "gen_random_uuid()",
            "bank_id",
            BANK,
            "product",
            "'PURCHASE'",
            "funded_minor",
            "100000000",
            "act_hash",
            act(20),
            "state",
            "'WRITTEN'",
            "asked_at",
            "now()");
    private static final SqlRow SETTLEMENT = SqlRow.of(
            "voucher.settlements",
            "voucher_no",
            "'V0000000000000001'",
            "bank_receipt_id",
            "gen_random_uuid()",
            "bank_id",
            BANK,
            "receipt_reference",
            "'CR20261218-1'",
            "amount_minor",
            "100000000",
            "act_hash",
            act(30),
            "state",
            "'ASKED'",
            "asked_at",
            "now()");

    private final DSLContext sql = TestDatabase.empty();

    @BeforeEach
    void a_voucher_stands() {
        SqlRow.place(sql, SoundRows.parties());
        SqlRow.place(sql, SoundRows.receivable(), SoundRows.voucher());
    }

    @Test
    void a_number_names_one_voucher() {
        refused("a_voucher_has_one_number", SoundRows.voucher());
    }

    @Test
    void a_voucher_of_nothing_is_refused() {
        refused("a_voucher_is_worth_more_than_nothing", OTHER.but("amount_minor", "0"));
    }

    @Test
    void a_voucher_is_not_due_on_the_day_of_its_issue() {
        refused("a_voucher_falls_due_after_its_issue", OTHER.but("due_date", "'2026-09-21'"));
    }

    @Test
    void a_voucher_is_not_payable_before_it_is_due() {
        refused("a_voucher_is_never_payable_before_it_is_due", OTHER.but("payable_on", "'2026-12-17'"));
    }

    @Test
    void an_issuer_owes_nothing_to_itself() {
        refused("nobody_issues_a_voucher_to_itself", OTHER.but("payee_id", ISSUER));
    }

    @Test
    void a_state_that_nobody_knows_is_refused() {
        refused("a_voucher_is_in_a_known_state", OTHER.but("state", "'LOST'"));
    }

    @Test
    void a_voucher_is_financed_by_purchase_or_pledge() {
        refused(
                "a_voucher_is_purchased_or_pledged",
                OTHER.but("financier_id", BANK, "holder_id", BANK, "financed_as", "'GIFT'"));
        refused("a_financier_and_its_right_stand_together", OTHER.but("financier_id", BANK));
    }

    @Test
    void a_buyer_that_does_not_hold_is_refused() {
        refused(
                "who_purchases_a_voucher_holds_it",
                OTHER.but("financier_id", BANK, "financed_as", "'PURCHASE'", "holder_id", PAYEE));
    }

    @Test
    void a_financed_voucher_without_financier_is_refused() {
        refused("a_financed_voucher_names_its_financier", OTHER.but("state", "'FINANCED'"));
    }

    @Test
    void a_child_with_another_due_date_or_issuer_is_refused() {
        var child = PART.but("hops", "1");
        refused(
                "a_child_keeps_the_terms_of_its_root",
                child.but("due_date", "'2026-12-19'", "payable_on", "'2026-12-19'"));
        refused("a_child_keeps_the_terms_of_its_root", child.but("issuer_id", PAYEE));
    }

    @Test
    void a_voucher_stands_on_a_receivable_and_between_parties() {
        refused("a_voucher_is_issued_on_a_receivable", OTHER.but("receivable_id", NOWHERE));
        refused("an_issuer_is_a_party", OTHER.but("issuer_id", NOWHERE));
        refused("a_payee_is_a_party", OTHER.but("payee_id", NOWHERE));
        refused("a_holder_is_a_party", OTHER.but("holder_id", NOWHERE));
        refused("a_financier_is_a_party", OTHER.but("financier_id", NOWHERE, "financed_as", "'PLEDGE'"));
    }

    @Test
    void the_amount_that_was_signed_never_changes() {
        refused(
                "a_voucher_keeps_the_terms_that_were_signed",
                "update voucher.vouchers set amount_minor = amount_minor + 1");
        refused("a_voucher_keeps_the_terms_that_were_signed", "update voucher.vouchers set due_date = '2027-01-01'");
    }

    @Test
    void a_settled_voucher_is_not_spent_again() {
        sql.execute("update voucher.vouchers set state = 'SETTLED'");

        refused("a_settled_voucher_is_spent_for_good", "update voucher.vouchers set state = 'DUE'");
    }

    @Test
    void readers_are_named_once_and_are_parties() {
        var reader = SqlRow.of("voucher.readers", "voucher_no", "'V0000000000000001'", "reader_id", BANK);
        sql.execute(reader.insert());

        refused("a_reader_is_named_once", reader);
        refused("a_reader_is_a_party", reader.but("reader_id", NOWHERE));
        refused("a_reader_reads_a_voucher", reader.but("voucher_no", "'V9'"));
    }

    @Test
    void a_voucher_has_one_live_lock() {
        sql.execute(LOCK.insert());

        refused("a_voucher_has_one_live_lock", LOCK.but("act_hash", act(11), "state", "'ASKED'"));
    }

    @Test
    void a_lock_is_sound() {
        sql.execute(LOCK.insert());

        refused("a_lock_is_asked_for_by_one_act", LOCK.but("state", "'EXPIRED'"));
        refused("a_lock_is_in_a_known_state", LOCK.but("act_hash", act(11), "state", "'LOST'"));
        refused("a_released_lock_names_its_act", LOCK.but("act_hash", act(11), "state", "'RELEASED'"));
        refused("a_lock_ends_after_it_is_asked_for", LOCK.but("act_hash", act(11), "locked_until", "now()"));
        refused("a_lock_is_of_a_voucher", LOCK.but("act_hash", act(11), "state", "'EXPIRED'", "voucher_no", "'V9'"));
        refused("a_lock_is_for_a_bank", LOCK.but("act_hash", act(11), "state", "'EXPIRED'", "bank_id", NOWHERE));
        refused("a_lock_says_all_of_what_is_sold_or_nothing", LOCK.but("act_hash", act(11), "offer_id", "null"));
        refused("a_lock_is_for_a_purchase_or_a_pledge", LOCK.but("act_hash", act(11), "product", "'GIFT'"));
        refused("a_lock_is_with_recourse_or_without", LOCK.but("act_hash", act(11), "recourse", "'PERHAPS'"));
        refused("a_lock_is_for_more_than_nothing", LOCK.but("act_hash", act(11), "funded_minor", "0"));
    }

    @Test
    void nothing_is_funded_but_what_the_holder_has_locked() {
        refused("what_is_funded_is_what_the_holder_has_locked", FUNDING);
        sql.execute(LOCK.insert());

        refused("what_is_funded_is_what_the_holder_has_locked", FUNDING.but("product", "'PLEDGE'"));
        refused("what_is_funded_is_what_the_holder_has_locked", FUNDING.but("funded_minor", "1"));
        refused("what_is_funded_is_what_the_holder_has_locked", FUNDING.but("bank_id", PAYEE));
        sql.execute(FUNDING.insert());
    }

    @Test
    void a_voucher_is_funded_once() {
        sql.execute(LOCK.insert());
        sql.execute(FUNDING.insert());

        refused("a_voucher_is_funded_once", FUNDING.but("act_hash", act(21), "state", "'ASKED'"));
    }

    @Test
    void a_funding_is_sound() {
        sql.execute(LOCK.insert());
        sql.execute(FUNDING.but("state", "'REFUSED'").insert());

        refused("a_funding_is_asked_for_by_one_act", FUNDING);
        refused("a_funding_is_in_a_known_state", FUNDING.but("act_hash", act(21), "state", "'LOST'"));
        refused("a_funding_is_a_purchase_or_a_pledge", FUNDING.but("act_hash", act(21), "product", "'GIFT'"));
        refused("a_funding_is_more_than_nothing", FUNDING.but("act_hash", act(21), "funded_minor", "0"));
        refused("a_funding_is_of_a_voucher", FUNDING.but("act_hash", act(21), "voucher_no", "'V9'"));
    }

    @Test
    void a_voucher_is_settled_once() {
        sql.execute(SETTLEMENT.insert());

        refused("a_voucher_is_settled_once", SETTLEMENT.but("act_hash", act(31)));
    }

    @Test
    void a_settlement_is_sound() {
        sql.execute(SETTLEMENT.but("state", "'REFUSED'").insert());

        refused("an_act_settles_a_voucher_once", SETTLEMENT);
        refused("a_settlement_is_in_a_known_state", SETTLEMENT.but("act_hash", act(31), "state", "'LOST'"));
        refused("a_settlement_is_more_than_nothing", SETTLEMENT.but("act_hash", act(31), "amount_minor", "0"));
        refused(
                "a_settlement_names_the_banks_receipt",
                SETTLEMENT.but("act_hash", act(31), "receipt_reference", "' '"));
        refused("a_settlement_is_of_a_voucher", SETTLEMENT.but("act_hash", act(31), "voucher_no", "'V9'"));
    }

    @Test
    void a_part_says_from_which_voucher_and_by_whom_it_comes() {
        refused("only_a_part_has_a_parent", OTHER.but("parent_no", "'V0000000000000001'"));
        refused("only_a_part_has_a_parent", PART.but("transferor_id", "null"));
        refused("a_part_comes_from_a_voucher", PART.but("parent_no", "'V9'"));
        refused("a_transferor_is_a_party", PART.but("transferor_id", NOWHERE));
        refused("a_part_is_paid_with_for_a_stored_document", PART.but("document_id", NOWHERE));
        refused("a_root_has_not_changed_hands", OTHER.but("hops", "1"));
    }

    @Test
    void a_payee_is_not_offered_what_is_due() {
        refused("a_payee_has_until_the_day_before_the_due_date", OTHER.but("accept_by", "'2026-12-18'"));
    }

    @Test
    void the_parts_of_a_voucher_are_worth_what_it_was() {
        // Spent, and nothing came of it.
        refused("the_parts_of_a_voucher_are_worth_what_it_was", "update voucher.vouchers set state = 'SPENT'");
        // A part of what still stands.
        refused("the_parts_of_a_voucher_are_worth_what_it_was", PART);
        // A fen lost on the way.
        refused(
                "the_parts_of_a_voucher_are_worth_what_it_was",
                "update voucher.vouchers set state = 'SPENT';"
                        + PART.but("amount_minor", "99999999").insert());
        sql.execute("update voucher.vouchers set state = 'SPENT';" + PART.insert());
        // A part that was declined and came back to nobody.
        refused(
                "the_parts_of_a_voucher_are_worth_what_it_was",
                "update voucher.vouchers set state = 'VOID', ended_by = 'DECLINED' where no = 'V0000000000000002'");
    }

    @Test
    void each_transfer_is_one_hop() {
        refused(
                "each_transfer_is_one_hop",
                "update voucher.vouchers set state = 'SPENT';"
                        + PART.but("hops", "2").insert());
    }

    @Test
    void a_void_voucher_says_what_ended_it() {
        refused("a_void_voucher_says_what_ended_it", "update voucher.vouchers set state = 'VOID'");
        refused("a_void_voucher_says_what_ended_it", "update voucher.vouchers set ended_by = 'EXPIRED'");
        refused("a_voucher_is_ended_by_a_known_step", "update voucher.vouchers set state = 'VOID', ended_by = 'LOST'");
    }

    @Test
    void nothing_but_payment_happens_to_a_frozen_voucher() {
        refused(
                "nothing_but_payment_happens_to_a_frozen_voucher",
                "update voucher.vouchers set frozen = true, state = 'LOCKING'");
        sql.execute("update voucher.vouchers set frozen = true, state = 'SETTLING'");
    }

    @Test
    void a_part_that_is_asked_for_is_sound() {
        var part = SqlRow.of(
                "voucher.parts",
                "act_hash",
                act(40),
                "voucher_no",
                "'V0000000000000001'",
                "no",
                "'V0000000000000009'",
                "position",
                "0",
                "payee_id",
                BANK,
                "amount_minor",
                "1",
                "state",
                "'ASKED'");
        sql.execute(part.insert());
        var other = part.but("no", "'V0000000000000010'");
        refused("a_number_is_given_to_a_part_once", part);
        refused("a_part_is_of_a_voucher", other.but("voucher_no", "'V9'"));
        refused("a_part_is_for_a_party", other.but("payee_id", NOWHERE));
        refused("a_part_is_for_a_stored_document", other.but("document_id", NOWHERE));
        refused("a_part_is_worth_more_than_nothing", other.but("amount_minor", "0"));
        refused("a_part_is_in_a_known_state", other.but("state", "'LOST'"));
    }

    @Test
    void a_cancellation_is_of_two() {
        var proposal = SqlRow.of(
                "voucher.cancellations",
                "act_hash",
                act(50),
                "voucher_no",
                "'V0000000000000001'",
                "proposer_id",
                ISSUER,
                "other_id",
                PAYEE,
                "reason",
                "'订单取消'",
                "state",
                "'PROPOSED'",
                "proposed_at",
                "now()",
                "open_until",
                "now()");
        sql.execute(proposal.insert());
        var other = proposal.but("act_hash", act(51));
        refused("an_act_cancels_once", proposal);
        refused("a_cancellation_is_of_a_voucher", other.but("voucher_no", "'V9'"));
        refused("a_cancellation_is_proposed_by_a_party", other.but("proposer_id", NOWHERE));
        refused("a_cancellation_is_answered_by_a_party", other.but("other_id", NOWHERE));
        refused("nobody_cancels_alone", other.but("other_id", ISSUER));
        refused("a_cancellation_says_why", other.but("reason", "' '"));
        refused("a_cancellation_is_in_a_known_state", other.but("state", "'LOST'"));
    }

    @Test
    void an_order_names_its_authority_and_its_document() {
        var order = SqlRow.of(
                "voucher.orders",
                "act_hash",
                act(60),
                "voucher_no",
                "'V0000000000000001'",
                "kind",
                "'FREEZE'",
                "authority",
                "'福州市中级人民法院'",
                "document_sha256",
                "repeat('a', 64)",
                "state",
                "'ASKED'",
                "asked_at",
                "now()");
        sql.execute(order.insert());
        var other = order.but("act_hash", act(61), "state", "'WRITTEN'");
        refused("an_act_tells_one_order", order.but("state", "'WRITTEN'"));
        refused("a_voucher_has_one_order_on_its_way", order.but("act_hash", act(61)));
        refused("an_order_is_about_a_voucher", other.but("voucher_no", "'V9'"));
        refused("an_order_freezes_or_unfreezes", other.but("kind", "'SEIZE'"));
        refused("an_order_names_its_authority", other.but("authority", "' '"));
        refused("an_order_names_its_document", other.but("document_sha256", "'none'"));
        refused("an_order_is_in_a_known_state", other.but("state", "'LOST'"));
    }

    @Test
    void a_voucher_remembers_every_state_and_forgets_none() {
        sql.execute(OTHER.insert());
        sql.execute("update voucher.vouchers set state = 'DUE' where no = 'V0000000000000002'");
        assertThat(
                        sql.fetchValues(
                                "select to_state from voucher.history where voucher_no = 'V0000000000000002' order by position"))
                .isEqualTo(List.of("ACTIVE", "DUE"));
        refused("what_happened_to_a_voucher_stays", "update voucher.history set to_state = 'SETTLED'");
        refused("what_happened_to_a_voucher_stays", "delete from voucher.history");
        refused(
                "a_voucher_takes_one_step_at_a_time",
                "insert into voucher.history select * from voucher.history limit 1");
        refused(
                "a_step_is_of_a_voucher",
                "insert into voucher.history select 'V9', 9, null, to_state, holder_id, false, 0, null, now()"
                        + " from voucher.history limit 1");
    }

    @Test
    void alerts_and_caps_are_sound() {
        var alert = SqlRow.of(
                "voucher.alerts",
                "voucher_no",
                "'V0000000000000001'",
                "kind",
                "'ROUND_TRIP'",
                "party_id",
                PAYEE,
                "detail",
                "'回到原持有人'",
                "raised_at",
                "now()");
        sql.execute(alert.insert());
        var split = alert.but("kind", "'ABNORMAL_SPLITTING'");
        refused("a_voucher_raises_an_alert_of_a_kind_once", alert);
        refused("an_alert_is_about_a_voucher", split.but("voucher_no", "'V9'"));
        refused("an_alert_is_about_a_party", split.but("party_id", NOWHERE));
        refused("an_alert_is_of_a_known_kind", split.but("kind", "'ODD'"));
        refused("an_alert_says_what_was_seen", split.but("detail", "' '"));

        var caps = SqlRow.of(
                "voucher.caps",
                "issuer_id",
                ISSUER,
                "effective_from",
                "'2026-10-01'",
                "hops",
                "3",
                "parts",
                "5",
                "parts_a_day",
                "5",
                "set_by",
                "'desk-1'",
                "set_at",
                "now()");
        sql.execute(caps.insert());
        refused("caps_begin_once_on_a_day", caps);
        refused("caps_are_of_an_issuer", caps.but("issuer_id", NOWHERE));
        refused("a_cap_is_not_negative", caps.but("effective_from", "'2026-10-02'", "parts", "0"));
    }

    private void refused(String constraint, SqlRow row) {
        refused(constraint, row.insert());
    }

    private void refused(String constraint, String statement) {
        ForbiddenRow.isRefusedBy(constraint, sql, statement);
    }
}
