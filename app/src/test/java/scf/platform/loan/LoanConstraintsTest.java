package scf.platform.loan;

import static scf.platform.SoundLoans.LOAN;
import static scf.platform.SoundLoans.REPAYMENT;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scf.platform.ForbiddenRow;
import scf.platform.SoundLoans;
import scf.platform.SoundRows;
import scf.platform.SqlRow;
import scf.platform.TestDatabase;

/// The forbidden rows of loans and their memo ledger, written past the code.
class LoanConstraintsTest {

    private static final String CITY = "'99999999-9999-9999-9999-999999999990'";
    private static final String NOWHERE = "'99999999-9999-9999-9999-999999999999'";
    private static final String[] ELSEWHERE = {
        "id", "gen_random_uuid()",
        "request_id", "gen_random_uuid()",
        "hold_id", "gen_random_uuid()",
        "voucher_no", "'V0000000000000002'"
    };
    private static final SqlRow PENDING = SoundLoans.pendingLoan().but(ELSEWHERE);
    private static final SqlRow ACTIVE = SoundLoans.activeLoan().but(ELSEWHERE);
    private static final SqlRow PAYMENT =
            SoundLoans.repayment().but("id", "gen_random_uuid()", "bank_reference", "'CR20261021-2'");

    private final DSLContext sql = TestDatabase.empty();

    @BeforeEach
    void a_loan_is_out() {
        SqlRow.place(sql, SoundRows.parties());
        SqlRow.place(
                sql,
                SoundRows.party(CITY, "CITY", "11350100MB00000001"),
                SoundLoans.account(),
                SoundLoans.activeLoan(),
                SoundLoans.recourseClaim(),
                SoundLoans.journalEntry());
    }

    @Test
    void no_loan_is_made_without_a_registration() {
        refused("no_loan_without_its_registration", PENDING);
    }

    @Test
    void a_request_a_hold_and_a_voucher_carry_one_loan_each() {
        refused("a_request_becomes_one_loan", PENDING.but("request_id", SoundRows.REQUEST));
        refused("a_hold_backs_one_loan", PENDING.but("hold_id", SoundRows.HOLD));
        refused("a_voucher_carries_one_loan", PENDING.but("voucher_no", "'V0000000000000001'"));
    }

    @Test
    void money_goes_to_no_account_but_the_borrowers_own_verified_one() {
        refused("money_goes_only_to_the_borrowers_verified_account", ACTIVE.but("borrower_id", SoundRows.ISSUER));
        sql.execute("update enterprise.accounts set verified_at = null, verified_by = null");
        refused("money_goes_only_to_the_borrowers_verified_account", ACTIVE);
    }

    @Test
    void nothing_is_deducted_in_advance_from_a_loan() {
        refused("only_a_purchase_is_paid_less_a_discount", ACTIVE.but("product", "'RECEIVABLES_PLEDGE_LOAN'"));
    }

    @Test
    void principal_less_fees_and_discount_is_what_is_paid_out() {
        refused("what_is_paid_out_adds_up", ACTIVE.but("net_minor", "99058890"));
        refused("a_disbursement_fixes_day_account_and_price", ACTIVE.but("net_minor", "null"));
        refused("a_disbursement_fixes_day_account_and_price", PENDING.but("start_date", "'2026-09-21'"));
    }

    @Test
    void a_loan_is_sound() {
        refused("a_loan_is_of_a_known_product", PENDING.but("product", "'LOTTERY'"));
        refused("a_loans_interest_is_up_front_or_at_maturity", PENDING.but("interest_mode", "'SOMETIMES'"));
        refused("a_loan_counts_days_in_a_known_way", PENDING.but("day_count", "'MOON'"));
        refused("a_rate_is_never_below_zero", PENDING.but("annual_rate_millionths", "-1"));
        refused("a_penalty_uplift_is_half_at_most", PENDING.but("penalty_uplift_percent", "51"));
        refused("a_loan_is_of_more_than_nothing", PENDING.but("principal_minor", "0"));
        refused("fees_are_never_below_zero", PENDING.but("fees_minor", "-1"));
        refused("a_loan_is_in_a_known_state", ACTIVE.but("state", "'LOST'"));
    }

    @Test
    void a_loan_runs_forward() {
        refused("a_loan_is_payable_when_it_is_due_or_later", PENDING.but("payable_on", "'2026-12-17'"));
        refused("a_loan_starts_before_it_is_due", ACTIVE.but("start_date", "'2026-12-18'"));
    }

    @Test
    void the_terms_that_were_accepted_do_not_change() {
        refused(
                "a_loan_keeps_the_terms_that_were_accepted",
                "update loan.loans set annual_rate_millionths = annual_rate_millionths + 1");
    }

    @Test
    void no_more_comes_back_than_went_out_and_nothing_before_it_did() {
        refused(
                "no_more_principal_comes_back_than_went_out",
                ACTIVE.but("state", "'PARTLY_REPAID'", "principal_repaid_minor", "100000001"));
        refused("nothing_comes_back_before_it_went_out", PENDING.but("principal_repaid_minor", "1"));
        refused("a_settled_loan_owes_no_principal", ACTIVE.but("state", "'SETTLED'"));
    }

    @Test
    void what_is_repaid_is_the_sum_of_the_repayments() {
        refused(
                "principal_repaid_is_the_sum_of_the_repayments",
                "update loan.loans set state = 'PARTLY_REPAID', principal_repaid_minor = 1");
        refused("principal_repaid_is_the_sum_of_the_repayments", SoundLoans.repayment());
    }

    @Test
    void the_parts_of_a_payment_add_up_to_it() {
        refused("the_parts_add_up_to_the_payment", PAYMENT.but("interest_minor", "1"));
        refused(
                "no_part_of_a_payment_is_below_zero",
                PAYMENT.but("interest_minor", "-1", "principal_minor", "1000001"));
        refused("claimed_costs_are_bounded", PAYMENT.but("costs_claimed_minor", "1000000000001"));
        refused("a_repayment_is_of_something", PAYMENT.but("received_minor", "0", "principal_minor", "0"));
        refused(
                "only_a_settlement_leaves_a_remainder",
                PAYMENT.but("remainder_minor", "1", "principal_minor", "999999"));
    }

    @Test
    void a_payment_is_recorded_once_and_names_the_banks_reference() {
        SqlRow.place(sql, SoundLoans.repayment());

        refused("a_payment_is_recorded_once", SoundLoans.repayment().but("id", "gen_random_uuid()"));
        refused("a_payment_names_the_banks_reference", PAYMENT.but("bank_reference", "' '"));
    }

    @Test
    void money_came_on_the_day_it_was_recorded_or_before_if_a_receipt_says_so() {
        refused("only_what_a_receipt_tells_came_before_it_was_recorded", PAYMENT.but("credited_on", "'2099-01-01'"));
        refused("only_what_a_receipt_tells_came_before_it_was_recorded", PAYMENT.but("credited_on", "'2026-01-01'"));
    }

    @Test
    void recourse_is_taken_once_of_who_sold_with_it_and_only_then_does_a_seller_pay() {
        var claim = SoundLoans.recourseClaim();
        refused("recourse_is_taken_once", claim);
        refused("recourse_is_taken_for_something", claim.but("claimed_minor", "0"));
        refused("recourse_is_taken_for_a_reason", claim.but("reason", "' '"));
        refused("who_bought_without_recourse_takes_none", claim.but("loan_id", NOWHERE));
        refused("what_was_booked_is_never_rewritten", "delete from loan.recourse_claims");
        refused("a_loan_keeps_the_terms_that_were_accepted", "update loan.loans set recourse = 'WITHOUT_RECOURSE'");
        refused("a_loan_is_with_recourse_or_without", PENDING.but("recourse", "'PERHAPS'"));
        refused(
                "a_borrower_owes_its_loan",
                PENDING.but("product", "'RECEIVABLES_PLEDGE_LOAN'", "recourse", "'WITHOUT_RECOURSE'"));

        sql.execute("set session_replication_role = replica; delete from loan.recourse_claims;"
                + " set session_replication_role = origin");
        refused("a_seller_pays_only_when_recourse_is_taken", SoundLoans.repayment());
        sql.execute("set session_replication_role = replica; update loan.loans set recourse = 'WITHOUT_RECOURSE';"
                + " set session_replication_role = origin");
        refused("who_bought_without_recourse_takes_none", claim);
    }

    @Test
    void debits_equal_credits() {
        refused("debits_equal_credits", SoundLoans.posting());
        sql.execute(
                "insert into loan.postings values (%s, 1, 'PRINCIPAL', %s, 100000000, 0), (%s, 2, 'PAID_OUT', %s, 0, 100000000)"
                        .formatted(SoundLoans.ENTRY, SoundRows.PAYEE, SoundLoans.ENTRY, SoundRows.PAYEE));
        refused("debits_equal_credits", SoundLoans.posting().but("line_no", "3"));
    }

    @Test
    void a_posting_is_one_side_of_one_amount() {
        refused("a_posting_is_a_debit_or_a_credit", SoundLoans.posting().but("credit_minor", "100000000"));
        refused("a_posting_is_a_debit_or_a_credit", SoundLoans.posting().but("debit_minor", "0"));
    }

    @Test
    void no_posting_uses_the_platform_or_a_stranger_as_payer_or_payee() {
        refused("no_account_is_the_platforms", SoundLoans.posting().but("account", "'PLATFORM_CLEARING'"));
        refused("only_parties_of_the_loan_pay_or_are_paid", SoundLoans.posting().but("party_id", CITY));
        refused("only_parties_of_the_loan_pay_or_are_paid", SoundLoans.posting().but("party_id", NOWHERE));
    }

    @Test
    void the_journal_books_each_thing_once() {
        refused("a_loan_is_paid_out_once", SoundLoans.journalEntry().but("id", "gen_random_uuid()"));
        refused(
                "an_entry_of_the_journal_is_of_a_known_kind",
                SoundLoans.journalEntry().but("id", "gen_random_uuid()", "kind", "'GIFT'"));
        refused(
                "an_entry_of_the_journal_is_of_a_known_kind",
                SoundLoans.journalEntry().but("id", "gen_random_uuid()", "kind", "'REPAYMENT'"));
        var booked = SoundLoans.journalEntry()
                .but("id", "gen_random_uuid()", "kind", "'REPAYMENT'", "repayment_id", REPAYMENT);
        SqlRow.place(sql, booked);
        refused("a_repayment_is_booked_once", booked);
    }

    @Test
    void the_books_show_the_principal_that_the_loan_shows() {
        refused(
                "the_books_agree_with_the_loan",
                "insert into loan.postings values (%s, 1, 'PRINCIPAL', %s, 5, 0), (%s, 2, 'PAID_OUT', %s, 0, 5)"
                        .formatted(SoundLoans.ENTRY, SoundRows.PAYEE, SoundLoans.ENTRY, SoundRows.PAYEE));
    }

    @Test
    void an_entry_of_the_journal_is_of_a_loan_or_of_a_voucher() {
        var entry = SoundLoans.journalEntry().but("id", "gen_random_uuid()", "kind", "'VOUCHER_PAYMENT'");
        refused("an_entry_is_of_a_loan_or_of_a_voucher", entry.but("voucher_no", "'V0000000000000001'"));
        refused("an_entry_of_the_journal_is_of_a_known_kind", entry);
        var paid = entry.but("loan_id", "null", "voucher_no", "'V0000000000000001'");
        SqlRow.place(sql, paid);
        refused("a_voucher_payment_is_booked_once", paid);
    }

    @Test
    void a_payment_is_reversed_once_with_a_reason_by_another_person() {
        SqlRow.place(sql, SoundLoans.repayment());
        var reversal = SqlRow.of(
                "loan.reversals",
                "repayment_id",
                REPAYMENT,
                "loan_id",
                LOAN,
                "business_date",
                "'2026-10-22'",
                "reason",
                "'此笔入账属另一借据'",
                "recorded_by",
                "'checker'",
                "recorded_at",
                "now()");

        refused("a_reversal_has_a_reason", reversal.but("reason", "' '"));
        refused("who_recorded_a_payment_does_not_reverse_it", reversal.but("recorded_by", "'desk'"));
        refused("who_recorded_a_payment_does_not_reverse_it", reversal.but("loan_id", NOWHERE));
        SqlRow.place(sql, reversal);
        refused("a_payment_is_reversed_once", reversal);
        refused("what_was_booked_is_never_rewritten", "delete from loan.reversals");
    }

    @Test
    void a_loan_is_written_off_once_with_a_reason() {
        var writeOff = SqlRow.of(
                "loan.write_offs",
                "loan_id",
                LOAN,
                "business_date",
                "'2027-06-30'",
                "reason",
                "'破产清算终结'",
                "recorded_by",
                "'desk'",
                "recorded_at",
                "now()");

        refused("a_write_off_has_a_reason", writeOff.but("reason", "''"));
        SqlRow.place(sql, writeOff);
        refused("a_loan_is_written_off_once", writeOff);
        refused("what_was_booked_is_never_rewritten", "update loan.write_offs set reason = 'another'");
    }

    @Test
    void an_order_of_repayment_is_complete_and_once_agreed_stays() {
        var order = SqlRow.of(
                "loan.repayment_orders",
                "loan_id",
                LOAN,
                "version",
                "1",
                "ranks",
                "'PRINCIPAL,INTEREST,PENALTY,COSTS'",
                "contract_no",
                "'HT-2026-001'",
                "proposed_by",
                "'desk'",
                "proposed_at",
                "now()");

        refused("the_law_is_version_zero", order.but("version", "0"));
        refused("an_order_ranks_each_part_once", order.but("ranks", "'PRINCIPAL,INTEREST,PENALTY'"));
        refused("an_order_ranks_each_part_once", order.but("ranks", "'PRINCIPAL,PRINCIPAL,PENALTY,COST'"));
        refused("an_order_names_the_contract", order.but("contract_no", "''"));
        refused("an_agreement_says_who_and_when", order.but("agreed_by", "'maker'"));
        SqlRow.place(sql, order);
        refused("an_order_of_repayment_has_one_version", order);
        refused("an_agreed_order_is_never_changed", "update loan.repayment_orders set contract_no = 'HT-2'");
        sql.execute("update loan.repayment_orders set agreed_by = 'maker', agreed_at = now()");
        refused("an_agreed_order_is_never_changed", "update loan.repayment_orders set agreed_by = 'another'");
    }

    @Test
    void a_share_of_the_cost_is_undertaken_between_nothing_and_all_and_part_of_what_is_paid() {
        var sharing = SqlRow.of(
                "loan.cost_sharings",
                "id",
                "gen_random_uuid()",
                "debtor_id",
                SoundRows.ISSUER,
                "bank_id",
                SoundRows.BANK,
                "interest_share_millionths",
                "300000",
                "fees_share_millionths",
                "1000000",
                "in_force_from",
                "'2026-09-01'",
                "in_force_to",
                "'2026-12-31'",
                "authority_document",
                "'董事会决议 2026-08'",
                "undertaken_by",
                "'treasurer'",
                "undertaken_at",
                "now()");

        refused("a_share_is_between_nothing_and_all", sharing.but("interest_share_millionths", "1000001"));
        refused("a_share_is_between_nothing_and_all", sharing.but("fees_share_millionths", "-1"));
        refused("an_undertaking_ends_after_it_begins", sharing.but("in_force_to", "'2026-08-31'"));
        refused("an_undertaking_names_its_authority", sharing.but("authority_document", "' '"));
        SqlRow.place(sql, sharing);
        refused("what_was_booked_is_never_rewritten", "delete from loan.cost_sharings");
        refused("a_share_is_part_of_the_cost", ACTIVE.but("shared_discount_minor", "941112", "net_minor", "100000001"));
        refused("a_loan_keeps_the_terms_that_were_accepted", "update loan.loans set interest_share_millionths = 1");
    }

    @Test
    void a_share_is_paid_once_under_the_banks_reference() {
        var payment = SqlRow.of(
                "loan.share_payments",
                "loan_id",
                LOAN,
                "business_date",
                "'2026-09-22'",
                "amount_minor",
                "282333",
                "bank_reference",
                "'CR20260922-1'",
                "recorded_by",
                "'desk'",
                "recorded_at",
                "now()");

        refused("a_share_is_of_something", payment.but("amount_minor", "0"));
        refused("a_share_payment_names_the_banks_reference", payment.but("bank_reference", "' '"));
        SqlRow.place(sql, payment);
        refused("a_share_is_paid_once", payment);
        refused("what_was_booked_is_never_rewritten", "delete from loan.share_payments");
    }

    @Test
    void what_was_booked_is_never_rewritten() {
        SqlRow.place(sql, SoundLoans.repayment(), SoundLoans.posting());

        for (String table : new String[] {"loan.repayments", "loan.journal_entries", "loan.postings"}) {
            refused("what_was_booked_is_never_rewritten", "delete from " + table);
        }
        refused("what_was_booked_is_never_rewritten", "update loan.repayments set received_minor = 1");
        refused("what_was_booked_is_never_rewritten", "update loan.journal_entries set loan_id = " + LOAN);
        refused("what_was_booked_is_never_rewritten", "update loan.postings set debit_minor = 1");
    }

    private void refused(String constraint, SqlRow row) {
        refused(constraint, row.insert());
    }

    private void refused(String constraint, String statement) {
        ForbiddenRow.isRefusedBy(constraint, sql, statement);
    }
}
