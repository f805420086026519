package scf.platform.settlement;

import static scf.platform.SoundLoans.RECEIPT;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scf.platform.ForbiddenRow;
import scf.platform.SoundLoans;
import scf.platform.SoundRows;
import scf.platform.SqlRow;
import scf.platform.TestDatabase;

/// The forbidden rows of instructions and receipts, written past the code.
class SettlementConstraintsTest {

    private static final String CITY = "'99999999-9999-9999-9999-999999999990'";
    private static final SqlRow OTHER = SoundLoans.instruction()
            .but("id", "gen_random_uuid()", "voucher_no", "'V0000000000000002'", "reference", "'SCFV0000000000000002'");
    private static final SqlRow OTHER_CREDIT = SoundLoans.credit()
            .but("entry_no", "2", "entry_reference", "'FZB88002'", "instruction_id", "gen_random_uuid()");
    private static final SqlRow UNMATCHED = OTHER_CREDIT.but(
            "state", "'UNMATCHED'",
            "instruction_id", "null",
            "reason_code", "'OTHER_AMOUNT'",
            "reason", "'one fen less'");

    private final DSLContext sql = TestDatabase.empty();

    @BeforeEach
    void an_instruction_is_paid_by_a_credit() {
        SqlRow.place(sql, SoundRows.parties());
        SqlRow.place(
                sql,
                SoundRows.party(CITY, "CITY", "11350100MB00000001"),
                SoundLoans.instruction(),
                SoundLoans.receipt(),
                SoundLoans.credit());
    }

    @Test
    void a_voucher_is_cleared_by_one_instruction_under_one_reference() {
        refused("a_voucher_is_cleared_once", OTHER.but("voucher_no", "'V0000000000000001'"));
        refused("a_reference_names_one_instruction", OTHER.but("reference", "'SCFV0000000000000001'"));
        refused("a_reference_can_be_printed_by_every_bank", OTHER.but("reference", "'凭证一号'"));
    }

    @Test
    void an_instruction_is_sound() {
        refused("nobody_is_instructed_to_pay_itself", OTHER.but("holder_id", SoundRows.ISSUER));
        refused("an_instruction_is_to_pay_something", OTHER.but("amount_minor", "0"));
        refused("an_instruction_is_in_a_known_state", OTHER.but("state", "'LOST'"));
        refused("who_has_financed_receives", OTHER.but("bank_id", "null"));
    }

    @Test
    void nothing_is_settled_without_a_banks_receipt() {
        refused(
                "what_is_settled_names_bank_and_receipt",
                OTHER.but("state", "'SETTLED'", "settled_on", "'2026-12-18'"));
        refused("what_is_settled_names_bank_and_receipt", OTHER.but("state", "'SETTLED'", "bank_receipt_id", RECEIPT));
        refused("what_is_settled_names_bank_and_receipt", OTHER.but("bank_receipt_id", RECEIPT));
        refused(
                "what_is_settled_names_bank_and_receipt",
                OTHER.but("state", "'SETTLING'", "bank_receipt_id", RECEIPT, "loan_id", "null", "bank_id", "null"));
        refused("a_line_names_the_banks_receipt", SoundLoans.line().but("entry_no", "2"));
    }

    @Test
    void a_message_is_received_once_in_a_version_that_is_read() {
        var other = SoundLoans.receipt().but("id", "gen_random_uuid()");
        refused("a_message_is_received_once", other);
        refused("a_message_is_of_a_known_version", other.but("message_version", "'camt.052.001.08'"));
        refused("a_message_has_an_id", other.but("message_id", "''"));
    }

    @Test
    void a_credit_pays_one_instruction_and_an_instruction_is_paid_by_one_credit() {
        refused("an_instruction_is_paid_by_one_credit", OTHER_CREDIT.but("instruction_id", SoundLoans.INSTRUCTION));
        refused("a_credit_is_used_once", OTHER_CREDIT.but("entry_reference", "'FZB88001'"));
    }

    @Test
    void a_credit_is_sound() {
        refused("an_entry_credits_something", UNMATCHED.but("amount_minor", "0"));
        refused("an_entry_is_in_a_known_state", UNMATCHED.but("state", "'LOST'"));
        refused("a_matched_entry_names_its_instruction", OTHER_CREDIT.but("instruction_id", "null"));
        refused("an_unmatched_entry_says_why", UNMATCHED.but("reason_code", "null", "reason", "null"));
        refused("an_unmatched_entry_says_why", UNMATCHED.but("reason", "null"));
    }

    @Test
    void the_credits_of_an_instruction_add_up_to_it() {
        var part = OTHER_CREDIT.but(
                "state", "'PART'", "part", "true", "amount_minor", "1", "instruction_id", SoundLoans.INSTRUCTION);
        refused("the_credits_add_up_to_what_was_to_be_paid", part);
        refused("only_what_is_settled_or_waits_is_a_part", part.but("part", "false"));
        refused("only_what_is_settled_or_waits_is_a_part", UNMATCHED.but("part", "true"));
    }

    @Test
    void a_booking_that_is_told_twice_names_what_it_repeats() {
        var again = UNMATCHED.but("state", "'DUPLICATE'", "reason_code", "null", "reason", "null");
        refused("a_duplicate_names_what_it_repeats", again);
        refused("a_duplicate_names_what_it_repeats", again.but("told_by_receipt", RECEIPT));
        refused(
                "what_a_duplicate_repeats_was_told_before",
                again.but("told_by_receipt", RECEIPT, "told_by_entry", "77"));
    }

    @Test
    void a_return_is_proposed_by_one_and_confirmed_by_another() {
        var returning = UNMATCHED.but("state", "'RETURNING'", "words", "'付错户'", "proposed_by", "'desk'");
        refused("what_a_person_decides_has_words", returning.but("words", "null"));
        refused("what_a_person_decides_has_words", UNMATCHED.but("words", "'付错户'", "proposed_by", "'desk'"));
        refused(
                "a_return_is_proposed_by_one_and_confirmed_by_another",
                returning.but("state", "'RETURNED'", "confirmed_by", "'desk'"));
        refused("a_return_is_proposed_by_one_and_confirmed_by_another", returning.but("state", "'RETURNED'"));
        refused("a_return_is_proposed_by_one_and_confirmed_by_another", returning.but("confirmed_by", "'checker'"));
    }

    @Test
    void the_interest_agreed_for_being_late_is_stated_once_and_never_below_the_lpr() {
        var rate = SqlRow.of(
                "settlement.late_rates",
                "instruction_id",
                SoundLoans.INSTRUCTION,
                "annual_rate_millionths",
                "30000",
                "contract_date",
                "'2026-03-15'",
                "floor_millionths",
                "30000",
                "stated_by",
                "'maker'",
                "stated_at",
                "now()");
        refused("a_late_rate_is_never_below_the_lpr", rate.but("annual_rate_millionths", "29999"));
        SqlRow.place(sql, rate);
        refused("a_late_rate_is_stated_once", rate);
        refused("what_was_paid_is_never_rewritten", "delete from settlement.late_rates");
    }

    @Test
    void only_the_holder_of_record_and_its_pledgee_are_paid() {
        refused(
                "only_the_holder_of_record_and_its_pledgee_are_paid",
                SoundLoans.line().but("payee_id", SoundRows.ISSUER));
        refused(
                "only_the_holder_of_record_and_its_pledgee_are_paid",
                SoundLoans.line().but("role", "'REMAINDER'"));
    }

    @Test
    void no_line_pays_the_platform() {
        refused(
                "only_the_holder_of_record_and_its_pledgee_are_paid",
                SoundLoans.line().but("payee_id", CITY));
        refused(
                "a_line_pays_holder_or_pledgee",
                SoundLoans.line().but("role", "'PLATFORM'", "payee_id", SoundRows.PAYEE));
    }

    @Test
    void the_lines_add_up_to_what_was_paid() {
        refused("a_line_pays_something", SoundLoans.line().but("amount_minor", "0"));
        refused("the_lines_add_up_to_what_was_paid", SoundLoans.line());
        refused(
                "the_lines_add_up_to_what_was_paid",
                "update settlement.instructions set state = 'SETTLED', settled_on = '2026-12-18', bank_receipt_id = "
                        + RECEIPT);
    }

    @Test
    void what_was_paid_is_never_rewritten() {
        SqlRow.place(sql, SoundLoans.line());

        refused("what_was_paid_is_never_rewritten", "update settlement.lines set amount_minor = 1");
        refused("what_was_paid_is_never_rewritten", "delete from settlement.lines");
    }

    private void refused(String constraint, SqlRow row) {
        refused(constraint, row.insert());
    }

    private void refused(String constraint, String statement) {
        ForbiddenRow.isRefusedBy(constraint, sql, statement);
    }
}
