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

    private final DSLContext sql = TestDatabase.sql(TestDatabase.fresh());

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

    private void refused(String constraint, SqlRow row) {
        ForbiddenRow.isRefusedBy(constraint, sql, row.insert());
    }
}
