package scf.platform.financing;

import static scf.platform.SoundRows.HOLD;
import static scf.platform.SoundRows.OFFER;
import static scf.platform.SoundRows.PAYEE;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scf.platform.ForbiddenRow;
import scf.platform.SoundRows;
import scf.platform.SqlRow;
import scf.platform.TestDatabase;

/// The forbidden rows of requests and offers, written past the code.
class FinancingConstraintsTest {

    private static final String NOWHERE = "'99999999-9999-9999-9999-999999999999'";
    private static final SqlRow OTHER = SoundRows.request().but("id", "gen_random_uuid()");
    private static final SqlRow OTHER_OFFER = SoundRows.offer().but("id", "gen_random_uuid()");

    private final DSLContext sql = TestDatabase.empty();

    @BeforeEach
    void a_request_with_an_offer_stands() {
        SqlRow.place(sql, SoundRows.parties());
        SqlRow.place(
                sql,
                SoundRows.receivable(),
                SoundRows.voucher(),
                SoundRows.request(),
                SoundRows.askedBank(),
                SoundRows.offer());
    }

    @Test
    void a_request_is_sound() {
        refused("a_request_is_made_once", SoundRows.request());
        refused("a_request_is_for_a_known_product", OTHER.but("product", "'LOTTERY'"));
        refused("a_request_asks_for_more_than_nothing", OTHER.but("asked_minor", "0"));
        refused("a_request_is_in_a_known_state", OTHER.but("state", "'LOST'"));
        refused("a_request_is_on_a_voucher", OTHER.but("voucher_no", "'V9'"));
        refused("a_request_is_made_by_a_holder", OTHER.but("holder_id", NOWHERE));
        refused("a_request_names_who_pays", OTHER.but("issuer_id", NOWHERE));
    }

    @Test
    void an_accepted_request_without_a_hold_is_refused() {
        refused(
                "an_accepted_request_has_offer_and_hold_and_lock",
                "update financing.requests set state = 'ACCEPTED', locked_until = now(), accepted_offer_id = " + OFFER);
    }

    @Test
    void an_open_request_with_a_hold_is_refused() {
        refused("an_open_request_holds_nothing", "update financing.requests set hold_id = " + HOLD);
    }

    @Test
    void a_request_is_not_registered_before_the_ledger_holds_its_lock() {
        refused(
                "a_request_is_registered_only_when_locked",
                SoundRows.acceptedRequest()
                        .but("id", "gen_random_uuid()", "state", "'REGISTERED'", "locked_at", "null"));
    }

    @Test
    void two_accepted_requests_on_one_voucher_are_refused() {
        SqlRow.place(sql, SoundRows.acceptedRequest().but("id", "gen_random_uuid()"));

        refused(
                "a_voucher_has_one_accepted_request",
                SoundRows.acceptedRequest().but("id", "gen_random_uuid()", "hold_id", "gen_random_uuid()"));
    }

    @Test
    void one_hold_stands_for_one_request() {
        SqlRow.place(sql, SoundRows.acceptedRequest().but("id", "gen_random_uuid()", "state", "'CLOSED'"));

        refused(
                "a_hold_stands_for_one_request",
                SoundRows.acceptedRequest().but("id", "gen_random_uuid()", "state", "'CLOSED'"));
    }

    @Test
    void a_request_accepts_only_an_offer_made_on_it_and_a_hold_that_exists() {
        refused("a_hold_is_on_a_line", SoundRows.acceptedRequest().but("id", "gen_random_uuid()"));
        sql.execute("alter table financing.requests drop constraint a_hold_is_on_a_line");
        refused(
                "the_accepted_offer_is_of_this_request",
                SoundRows.acceptedRequest().but("id", "gen_random_uuid()"));
    }

    @Test
    void a_bank_is_asked_once_and_answers_soundly() {
        var asked = SoundRows.askedBank();
        refused("a_bank_is_asked_once", asked);
        var another = asked.but("bank_id", PAYEE);
        refused("a_bank_offers_or_rejects", another.but("answer", "'MAYBE'"));
        refused("an_answer_has_its_time", another.but("answered_at", "null"));
        refused("a_rejection_has_a_reason", another.but("answer", "'REJECTED'"));
        refused("an_asked_bank_is_a_party", another.but("bank_id", NOWHERE));
        refused("a_bank_is_asked_about_a_request", another.but("request_id", NOWHERE));
    }

    @Test
    void a_bank_that_was_not_asked_offers_nothing() {
        refused("only_an_asked_bank_offers", OTHER_OFFER.but("bank_id", PAYEE));
    }

    @Test
    void interest_on_a_loan_is_not_deducted_in_advance() {
        refused(
                "only_a_purchase_is_discounted_up_front",
                OTHER_OFFER.but("product", "'RECEIVABLES_PLEDGE_LOAN'", "recourse", "'WITH_RECOURSE'"));
    }

    @Test
    void a_borrower_owes_its_loan_and_only_a_sale_can_be_without_recourse() {
        var loan = OTHER_OFFER.but(
                "product", "'RECEIVABLES_PLEDGE_LOAN'", "interest_mode", "'AT_MATURITY'", "net_minor", "100000000");
        refused("no_offer_frees_a_borrower_of_its_loan", loan);
        refused("an_offer_is_with_recourse_or_without", OTHER_OFFER.but("recourse", "'PERHAPS'"));
        var terms = SoundRows.standingTerms();
        refused(
                "no_standing_terms_free_a_borrower_of_its_loan",
                terms.but(
                        "product",
                        "'RECEIVABLES_PLEDGE_LOAN'",
                        "interest_mode",
                        "'AT_MATURITY'",
                        "recourse",
                        "'WITHOUT_RECOURSE'"));
        refused("standing_terms_are_with_recourse_or_without", terms.but("recourse", "'PERHAPS'"));
    }

    @Test
    void who_sells_without_recourse_owes_no_interest_at_maturity() {
        refused(
                "who_sells_owes_no_interest_afterwards",
                OTHER_OFFER.but("interest_mode", "'AT_MATURITY'", "net_minor", "100000000"));
    }

    @Test
    void the_figures_of_an_offer_add_up() {
        refused("what_is_deducted_adds_up", OTHER_OFFER.but("net_minor", "99058890"));
        refused("what_is_deducted_adds_up", OTHER_OFFER.but("interest_mode", "'AT_MATURITY'"));
    }

    @Test
    void an_offer_is_sound() {
        refused("an_offer_is_made_once", SoundRows.offer());
        refused(
                "an_offer_is_for_a_known_product",
                OTHER_OFFER.but("product", "'LOTTERY'", "interest_mode", "'AT_MATURITY'"));
        refused("interest_is_up_front_or_at_maturity", OTHER_OFFER.but("interest_mode", "'SOMETIMES'"));
        refused("an_offer_counts_days_in_a_known_way", OTHER_OFFER.but("day_count", "'MOON'"));
        refused("an_offer_is_of_more_than_nothing", OTHER_OFFER.but("days", "0"));
        refused(
                "an_offer_never_pays_the_customer_to_borrow",
                OTHER_OFFER.but("fees_minor", "-1", "net_minor", "99058890"));
        refused("an_offer_runs_from_start_to_due", OTHER_OFFER.but("start_date", "'2026-12-18'"));
        refused("an_offer_is_valid_for_some_time", OTHER_OFFER.but("valid_until", "now()"));
    }

    @Test
    void a_request_is_open_for_some_time() {
        refused("a_request_is_open_for_some_time", OTHER.but("valid_until", "now() - interval '1 day'"));
    }

    @Test
    void a_voucher_stands_once_in_a_bundle() {
        var bundled = OTHER.but("bundle_id", "'66666666-6666-6666-6666-666666666666'");
        SqlRow.place(sql, bundled);
        refused("a_voucher_stands_once_in_a_bundle", bundled);
    }

    @Test
    void standing_terms_are_sound_and_a_bank_has_one_answer() {
        var terms = SoundRows.standingTerms();
        SqlRow.place(sql, terms);
        var other = terms.but(
                "id",
                "gen_random_uuid()",
                "product",
                "'RECEIVABLES_PLEDGE_LOAN'",
                "recourse",
                "'WITH_RECOURSE'",
                "interest_mode",
                "'AT_MATURITY'");
        refused("standing_terms_are_set_once", terms);
        refused("a_bank_has_one_standing_answer", terms.but("id", "gen_random_uuid()"));
        refused(
                "who_sells_on_standing_terms_owes_no_interest_afterwards",
                other.but("product", "'PAYABLES_FINANCE'", "interest_mode", "'AT_MATURITY'"));
        refused("standing_terms_are_a_banks", other.but("bank_id", NOWHERE));
        refused("standing_terms_name_who_pays", other.but("master_id", NOWHERE));
        refused("standing_terms_name_a_party", other.but("supplier_id", NOWHERE));
        refused("standing_terms_are_for_a_known_product", other.but("product", "'LOTTERY'"));
        refused(
                "standing_interest_is_up_front_or_at_maturity",
                other.but("interest_mode", "'SOMETIMES'", "product", "'PAYABLES_FINANCE'"));
        refused("standing_terms_discount_only_a_purchase", other.but("interest_mode", "'UP_FRONT'"));
        refused("standing_terms_count_days_in_a_known_way", other.but("day_count", "'MOON'"));
        refused("standing_terms_are_for_more_than_nothing", other.but("most_minor", "0"));
        refused("standing_terms_never_pay_the_customer", other.but("fees_minor", "-1"));
        refused("a_standing_offer_is_valid_for_hours", other.but("offer_hours", "0"));
        refused("standing_terms_end_after_they_begin", other.but("effective_to", "'2025-01-01'"));
        refused("an_offer_at_once_rests_on_standing_terms", OTHER_OFFER.but("standing_terms_id", NOWHERE));
    }

    private void refused(String constraint, SqlRow row) {
        refused(constraint, row.insert());
    }

    private void refused(String constraint, String statement) {
        ForbiddenRow.isRefusedBy(constraint, sql, statement);
    }
}
