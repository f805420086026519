package scf.platform.ledger;

import static scf.platform.ForbiddenRow.isRefusedBy;

import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scf.platform.TestDatabase;

/// The forbidden rows, written past the code.
class LedgerConstraintsTest {

    private static final String HASH = "encode(sha256('{}'), 'hex')";

    private final DSLContext sql = TestDatabase.empty();

    @BeforeEach
    void an_entry() {
        sql.execute("""
                insert into enterprise.enterprises
                values ('11111111-1111-4111-8111-111111111111', 'CITY', '某市供应链金融办公室', 'USCC',
                        '11370100MB2800001X', null, now())
                """);
        sql.execute("""
                insert into enterprise.keys (kid, owner_id, usage, algorithm, public_key, held_by, status, registrar_id,
                                             registered_at, not_before, not_after)
                values ('city-first-key', '11111111-1111-4111-8111-111111111111', 'ACT', 'ed25519', '\\x00', '张敏',
                        'ACTIVE', '11111111-1111-4111-8111-111111111111', now(), now(), now() + interval '1 year')
                """);
        sql.execute(prepared("sha256('{}')", "'{}'", "array['\\x01'::bytea]", "array['\\x02'::bytea]", "now()", "V1"));
        sql.execute("insert into ledger.entries (act_hash, signature) values (" + HASH + ", '\\x00')");
        sql.execute("insert into ledger.subjects values ('V1', 1)");
        sql.execute("insert into ledger.entry_subjects select number, 'V1', 1 from ledger.entries");
    }

    private static String prepared(
            String hash, String header, String rows, String salts, String preparedAt, String subject) {
        return """
                insert into ledger.prepared_acts
                values (encode(%s, 'hex'), 'ISSUE', '%s', '11111111-1111-4111-8111-111111111111', 'city-first-key',
                        %s, %s, %s, '王芳', %s, now() + interval '1 day')
                """.formatted(hash, subject, header, rows, salts, preparedAt);
    }

    private void update(String constraint, String change) {
        isRefusedBy(constraint, sql, "update ledger.entries set " + change);
    }

    @Test
    void a_divergence_is_of_an_object_and_written_down_once() {
        String row =
                "insert into ledger.divergences (subject, act_hash, act_type, state, ledger_version, block) values ";
        sql.execute(row + "('V1', " + HASH + ", 'RELEASE', 'ACTIVE', 4, 17)");

        isRefusedBy("a_divergence_is_written_down_once", sql, row + "('V1', " + HASH + ", 'RELEASE', 'ACTIVE', 4, 17)");
        isRefusedBy(
                "a_divergence_is_of_an_object_of_ours", sql, row + "(' ', " + HASH + ", 'RELEASE', 'ACTIVE', 4, 17)");
    }

    @Test
    void an_entry_has_one_of_two_carriers() {
        update("an_entry_is_carried_by_the_platform_or_its_member", "carrier = 'PIGEON'");
    }

    @Test
    void an_object_stands_once_and_at_some_version() {
        String row = "insert into ledger.standings values ('%s', 'V1', 'ACTIVE', %d, " + HASH + ", 'ACCEPT', 'a1', 7)";
        sql.execute(row.formatted("VOUCHER", 2));

        isRefusedBy("an_object_stands_once", sql, row.formatted("VOUCHER", 3));
        isRefusedBy("a_key_a_receivable_or_a_voucher_stands", sql, row.formatted("LOAN", 2));
        isRefusedBy("what_stands_has_a_version", sql, row.formatted("KEY", 0));
        isRefusedBy("standings_begin_at_a_block", sql, "update ledger.checkpoints set standings_from = -1");
    }

    @Test
    void an_object_falls_out_of_step_once() {
        sql.execute("insert into ledger.out_of_step values ('VOUCHER', 'V1', now())");

        isRefusedBy(
                "an_object_falls_out_of_step_once",
                sql,
                "insert into ledger.out_of_step values ('VOUCHER', 'V1', now())");
    }

    private void changePrepared(String constraint, String change) {
        isRefusedBy(constraint, sql, "update ledger.prepared_acts set " + change);
    }

    @Test
    void an_act_is_known_by_the_hash_of_its_header() {
        isRefusedBy(
                "an_act_is_named_by_its_sha_256",
                sql,
                prepared("sha256('{ }')", "'{}'", "array['\\x01'::bytea]", "array['\\x02'::bytea]", "now()", "V2"));
        isRefusedBy(
                "an_act_is_prepared_once",
                sql,
                prepared("sha256('{}')", "'{}'", "array['\\x01'::bytea]", "array['\\x02'::bytea]", "now()", "V2"));
    }

    @Test
    void each_row_of_an_act_has_its_salt() {
        changePrepared("an_act_has_a_salt_for_each_row", "salts = '{}'");
        changePrepared("an_act_has_a_salt_for_each_row", "row_bytes = '{}', salts = '{}'");
    }

    @Test
    void an_act_names_its_subject_its_maker_and_its_end() {
        changePrepared("an_act_is_about_something", "subject = ' '");
        changePrepared("an_act_names_its_maker", "prepared_by = ''");
        changePrepared("an_act_can_be_signed_for_a_while", "expires_at = prepared_at");
    }

    @Test
    void an_act_is_signed_by_a_known_party_with_a_known_key() {
        changePrepared("a_known_party_acts", "actor_id = '22222222-2222-4222-8222-222222222222'");
        changePrepared("a_known_key_signs", "kid = 'nobodys-key'");
    }

    @Test
    void only_what_was_prepared_is_told_and_once() {
        isRefusedBy(
                "an_act_is_told_once",
                sql,
                "insert into ledger.entries (act_hash, signature) values (" + HASH + ", '\\x01')");
        isRefusedBy(
                "only_a_prepared_act_is_told",
                sql,
                "insert into ledger.entries (act_hash, signature) values (repeat('0', 64), '\\x01')");
    }

    private static String signer(int position, String party, String hash, String signature, String signedAt) {
        return "insert into ledger.signatures values (%s, %d, '%s', 'city-first-key', %s, %s)"
                .formatted(hash, position, party, signature, signedAt);
    }

    @Test
    void a_party_signs_an_act_once_at_its_own_place_and_says_when() {
        String city = "11111111-1111-4111-8111-111111111111";
        String stranger = "22222222-2222-4222-8222-222222222222";
        sql.execute(signer(0, city, HASH, "'\\x01'", "now()"));
        isRefusedBy("an_act_has_one_signer_at_a_place", sql, signer(0, stranger, HASH, "null", "null"));
        isRefusedBy("a_party_signs_an_act_once", sql, signer(1, city, HASH, "null", "null"));
        isRefusedBy("a_known_party_signs", sql, signer(1, stranger, HASH, "null", "null"));
        isRefusedBy("a_signers_place_is_counted_from_the_actor", sql, signer(-1, stranger, HASH, "null", "null"));
        isRefusedBy("a_signature_says_when", sql, signer(2, stranger, HASH, "'\\x01'", "null"));
        isRefusedBy("only_a_prepared_act_is_signed", sql, signer(0, city, "repeat('0', 64)", "null", "null"));
    }

    @Test
    void a_signature_is_never_replaced() {
        sql.execute(signer(0, "11111111-1111-4111-8111-111111111111", HASH, "'\\x01'", "now()"));
        isRefusedBy("a_signature_is_never_replaced", sql, "update ledger.signatures set signature = '\\x02'");
    }

    @Test
    void an_entry_is_in_a_state_that_we_know() {
        update("an_entry_is_somewhere_on_its_way", "status = 'LOST'");
    }

    @Test
    void nothing_is_sent_under_an_id_that_was_not_written_down() {
        update("a_transaction_id_is_known_before_anything_is_sent", "status = 'PROPOSED'");
    }

    @Test
    void nothing_is_submitted_that_could_not_be_submitted_again() {
        update("an_envelope_is_kept_before_it_is_ordered", "status = 'ENDORSED', transaction_id = 'a1'");
    }

    @Test
    void what_the_ledger_holds_names_its_block() {
        update("what_is_written_names_its_block", "status = 'WRITTEN', transaction_id = 'a1'");
    }

    @Test
    void a_refused_entry_says_why_and_is_nothing_else() {
        update("a_refusal_names_its_reason", "status = 'REFUSED', finished_at = now()");
        update("a_refusal_names_its_reason", "refusal = 'EXISTS_ALREADY'");
        update(
                "what_is_endorsed_is_not_refused",
                "status = 'ENDORSED', transaction_id = 'a1', envelope = '\\x00', refusal = 'LOCKED',"
                        + " refusal_message = 'locked'");
    }

    @Test
    void a_finished_entry_says_since_when() {
        update("a_finished_entry_says_when", "finished_at = now()");
        update("a_finished_entry_says_when", "status = 'COMMITTED', transaction_id = 'a1', block = 7");
    }

    @Test
    void a_lease_without_an_end_is_none() {
        update("a_lease_ends", "leased_by = gen_random_uuid()");
    }

    @Test
    void the_entries_of_a_subject_stand_in_one_order() {
        isRefusedBy(
                "an_entry_touches_an_object_once",
                sql,
                "insert into ledger.entry_subjects select number, 'V1', 2 from ledger.entries");
        isRefusedBy(
                "a_subject_is_counted_from_one",
                sql,
                "insert into ledger.entry_subjects select number, 'V2', 0 from ledger.entries");
        isRefusedBy("a_subject_belongs_to_an_entry", sql, "insert into ledger.entry_subjects values (4711, 'V2', 1)");
        isRefusedBy("a_subject_is_counted_once", sql, "insert into ledger.subjects values ('V1', 1)");
        isRefusedBy("a_count_starts_at_one", sql, "insert into ledger.subjects values ('V2', 0)");
        sql.execute(prepared("sha256('[]')", "'[]'", "array['\\x01'::bytea]", "array['\\x02'::bytea]", "now()", "V1"));
        sql.execute("insert into ledger.entries (act_hash, signature) values (encode(sha256('[]'), 'hex'), '\\x00')");
        isRefusedBy(
                "entries_of_a_subject_stand_in_one_order",
                sql,
                "insert into ledger.entry_subjects select max(number), 'V1', 1 from ledger.entries");
    }

    @Test
    void there_is_one_checkpoint_and_it_has_one_reader() {
        isRefusedBy("there_is_one_checkpoint", sql, "insert into ledger.checkpoints (block) values (1)");
        isRefusedBy("the_one_checkpoint_is_this", sql, "update ledger.checkpoints set only_row = false");
        isRefusedBy("a_block_is_counted_from_zero", sql, "update ledger.checkpoints set block = -1");
        isRefusedBy("a_reader_has_a_lease", sql, "update ledger.checkpoints set read_by = gen_random_uuid()");
    }
}
