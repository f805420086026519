package scf.platform.registration;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scf.platform.ForbiddenRow;
import scf.platform.SoundRows;
import scf.platform.SqlRow;
import scf.platform.TestDatabase;

/// The forbidden rows of registrations, written past the code.
class RegistrationConstraintsTest {

    private static final String NOWHERE = "'99999999-9999-9999-9999-999999999999'";
    private static final SqlRow OTHER =
            SoundRows.registration().but("request_id", NOWHERE, "registration_no", "'02547813000610571527'");

    private final DSLContext sql = TestDatabase.empty();

    @BeforeEach
    void a_registration_stands() {
        SqlRow.place(sql, SoundRows.parties());
        SqlRow.place(sql, SoundRows.registration());
    }

    @Test
    void a_request_is_registered_once() {
        refused(
                "a_request_is_registered_once",
                SoundRows.registration().but("registration_no", "'02547813000610571527'"));
    }

    @Test
    void a_number_stands_beside_one_financing() {
        refused("a_registration_number_is_used_once", OTHER.but("registration_no", "'02547813000610571526'"));
    }

    @Test
    void a_number_of_other_form_is_refused() {
        refused("a_registration_number_has_twenty_digits", OTHER.but("registration_no", "'0254781300061057152X'"));
    }

    @Test
    void a_search_after_the_registration_is_refused() {
        refused("who_registers_has_searched_before", OTHER.but("searched_at", "now() + interval '1 second'"));
    }

    @Test
    void a_registration_of_tomorrow_is_refused() {
        refused("nothing_is_registered_in_the_future", OTHER.but("registered_at", "now() + interval '1 day'"));
    }

    @Test
    void another_right_found_in_the_search_is_refused() {
        refused("only_a_clear_search_is_relied_on", OTHER.but("search_result", "'PRIOR_REGISTRATION'"));
    }

    @Test
    void a_registration_without_words_for_the_claim_is_refused() {
        refused("a_registration_describes_the_claim", OTHER.but("asset_text", "' '"));
    }

    @Test
    void a_registration_is_of_a_request() {
        refused("a_registration_is_for_a_request", OTHER);
        sql.execute("update registration.registrations set id = '88888888-8888-8888-8888-888888888888'");
        refused("a_registration_is_recorded_once", OTHER.but("id", "'88888888-8888-8888-8888-888888888888'"));
    }

    @Test
    void a_registration_runs_for_a_term_and_keeps_the_proof_of_its_search() {
        refused("a_registration_runs_for_a_term", OTHER.but("term_months", "12"));
        refused("a_term_is_of_months", OTHER.but("term_months", "0", "expires_on", "'2027-01-01'"));
        refused("a_proof_is_known_by_its_sha_256", OTHER.but("proof_sha256", "'abc'"));
        refused("a_search_number_says_something", OTHER.but("search_no", "' '"));
        refused("a_discharge_follows_its_registration", OTHER.but("discharged_at", "now() - interval '1 day'"));
    }

    @Test
    void a_change_of_a_registration_is_sound_and_numbered_once() {
        sql.execute("update registration.registrations set id = '88888888-8888-8888-8888-888888888888'");
        var discharge = SqlRow.of(
                "registration.changes",
                "registration_id",
                "'88888888-8888-8888-8888-888888888888'",
                "change_no",
                "'02547813000610571599'",
                "kind",
                "'DISCHARGE'",
                "changed_at",
                "now()",
                "recorded_by",
                "'desk'",
                "recorded_at",
                "now()");
        sql.execute(discharge.insert());
        var other = discharge.but("change_no", "'02547813000610571598'");
        refused("a_change_number_is_used_once", discharge);
        refused("a_registration_is_discharged_once", other);
        refused("a_change_is_of_a_registration", other.but("registration_id", NOWHERE));
        refused("a_change_number_has_twenty_digits", other.but("change_no", "'12'"));
        refused("a_registration_is_extended_or_discharged", other.but("kind", "'LOST'"));
        refused("an_extension_is_of_months", other.but("kind", "'EXTENSION'"));
        refused("nothing_is_changed_in_the_future", other.but("changed_at", "now() + interval '1 day'"));
    }

    private void refused(String constraint, SqlRow row) {
        ForbiddenRow.isRefusedBy(constraint, sql, row.insert());
    }
}
