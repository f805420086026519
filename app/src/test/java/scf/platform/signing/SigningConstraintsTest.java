package scf.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.platform.ForbiddenRow;
import scf.platform.TestDatabase;

/// The forbidden rows, written past the code; and what the stores do with the rows that are allowed.
class SigningConstraintsTest {

    private final DSLContext sql = TestDatabase.empty();
    private final Correspondent bank =
            Correspondent.with(Algorithm.SM2_SM3, sql, HttpClient.newHttpClient(), "http://localhost");

    @BeforeEach
    void a_platform_key() {
        sql.execute(
                "insert into signing.platform_keys values ('platform-a', 'INTL', 'ecdsa-p256-sha256', '', '', now())");
    }

    @Test
    void a_suite_has_one_platform_key_of_its_own_algorithm() {
        String into = "insert into signing.platform_keys values ";
        refused("a_platform_key_is_drawn_once", into + "('platform-a', 'GM', 'sm2-sm3', '', '', now())");
        refused("a_suite_has_one_platform_key", into + "('platform-b', 'INTL', 'ecdsa-p256-sha256', '', '', now())");
        refused("a_platform_key_signs_in_its_suite", into + "('platform-b', 'GM', 'ed25519', '', '', now())");
        refused(
                "a_platform_key_belongs_to_one_of_two_suites",
                into + "('platform-b', 'OTHER', 'sm2-sm3', '', '', now())");
    }

    @Test
    void a_nonce_is_spent_once_by_a_known_party_under_a_known_key() {
        spend(bank.party().toString(), bank.key().kid().value(), "sixteen-or-longer", "");
        spend(bank.party().toString(), bank.key().kid().value(), "sixteen-or-longer", "a_nonce_is_spent_once");
        spend(
                "00000000-0000-0000-0000-000000000000",
                bank.key().kid().value(),
                "sixteen-or-longer",
                "a_nonce_is_spent_by_a_party");
        spend(bank.party().toString(), "unknown-key", "sixteen-or-longer", "a_nonce_is_spent_under_a_key");
        spend(bank.party().toString(), bank.key().kid().value(), "too short", "a_nonce_has_16_to_64_characters");
    }

    private void spend(String tenant, String kid, String nonce, String refusal) {
        String statement = "insert into signing.nonces values ('%s', '%s', '%s', now())".formatted(tenant, kid, nonce);
        if (refusal.isEmpty()) {
            sql.execute(statement);
        } else {
            refused(refusal, statement);
        }
    }

    @Test
    void a_nonce_is_forgotten_once_its_message_has_expired() {
        var store = new NonceStore(sql);
        Instant now = Instant.parse("2026-11-22T13:00:00Z");
        assertThat(store.insert(bank.party(), bank.key().kid(), "nonce-of-the-past", now.minusSeconds(1)))
                .isTrue();
        assertThat(store.insert(bank.party(), bank.key().kid(), "nonce-of-the-past", now))
                .isFalse();
        assertThat(store.insert(bank.party(), bank.key().kid(), "nonce-of-the-hour", now.plusSeconds(1)))
                .isTrue();
        assertThat(store.deleteExpired(now)).isOne();
        assertThat(store.insert(bank.party(), bank.key().kid(), "nonce-of-the-hour", now))
                .isFalse();
    }

    @Test
    void a_key_answers_once_for_success_and_whole() {
        answer("", bank.party().toString(), "key-of-a-call", 32, "201", "''");
        answer("a_key_is_used_once_for_a_call", bank.party().toString(), "key-of-a-call", 32, "null", "null");
        answer(
                "an_answer_is_given_to_a_party",
                "00000000-0000-0000-0000-000000000000",
                "other-key",
                32,
                "null",
                "null");
        answer("an_idempotency_key_has_8_to_64_characters", bank.party().toString(), "short", 32, "null", "null");
        answer("a_fingerprint_is_a_sha_256", bank.party().toString(), "other-key", 20, "null", "null");
        answer("only_success_is_remembered", bank.party().toString(), "other-key", 32, "422", "''");
        answer("an_answer_is_kept_whole", bank.party().toString(), "other-key", 32, "201", "null");
    }

    private void answer(String refusal, String tenant, String key, int fingerprint, String status, String body) {
        String statement = """
                insert into signing.answers (tenant_id, method, path, idempotency_key, fingerprint, asked_at, status, body)
                values ('%s', 'POST', '/v1/loans', '%s', '\\x%s', now(), %s, %s)
                """.formatted(tenant, key, "00".repeat(fingerprint), status, body);
        if (refusal.isEmpty()) {
            sql.execute(statement);
        } else {
            refused(refusal, statement);
        }
    }

    @Test
    void the_same_key_for_another_content_is_told_apart_from_the_same_call() {
        var store = new AnswerStore(sql);
        var scope = new AnswerStore.Scope(bank.party(), "POST", "/v1/loans", "key-of-a-call");
        Bytes asked = Bytes.of(new byte[32]);
        Instant now = Instant.parse("2026-11-22T13:00:00Z");
        assertThat(store.ask(scope, asked, now, Duration.ofSeconds(1))).isInstanceOf(Asking.First.class);
        store.keep(scope, 201, "application/json", "/v1/loans/1", Bytes.utf8("{}"));

        assertThat(store.ask(scope, asked, now, Duration.ofSeconds(1)))
                .isEqualTo(new Asking.AnsweredBefore(201, "application/json", "/v1/loans/1", Bytes.utf8("{}")));
        assertThat(store.ask(scope, Bytes.of(new byte[32]).plus(Bytes.EMPTY), now, Duration.ofSeconds(1)))
                .isInstanceOf(Asking.AnsweredBefore.class);
        byte[] other = new byte[32];
        other[31] = 1;
        assertThat(store.ask(scope, Bytes.of(other), now, Duration.ofSeconds(1)))
                .isInstanceOf(Asking.OtherContent.class);
        var elsewhere = new AnswerStore.Scope(bank.party(), "POST", "/v1/loans/2/repayments", "key-of-a-call");
        assertThat(store.ask(elsewhere, asked, now, Duration.ofSeconds(1))).isInstanceOf(Asking.First.class);
    }

    @Test
    void a_receipt_is_never_rewritten_and_kept_ten_years() {
        String id = "00000000-0000-4000-8000-000000000001";
        receipt("", id, bank.party().toString(), bank.key().kid().value(), "platform-a", "10 years");
        String other = "00000000-0000-4000-8000-000000000002";
        receipt(
                "a_receipt_is_written_once",
                id,
                bank.party().toString(),
                bank.key().kid().value(),
                "platform-a",
                "10 years");
        receipt("a_receipt_belongs_to_a_party", other, other, bank.key().kid().value(), "platform-a", "10 years");
        receipt(
                "a_receipt_names_the_callers_key",
                other,
                bank.party().toString(),
                "unknown-key",
                "platform-a",
                "10 years");
        receipt(
                "a_receipt_names_our_key",
                other,
                bank.party().toString(),
                bank.key().kid().value(),
                "platform-b",
                "10 years");
        receipt(
                "a_receipt_is_kept_ten_years",
                other,
                bank.party().toString(),
                bank.key().kid().value(),
                "platform-a",
                "9 years");
        refused("a_receipt_is_never_rewritten", "update signing.receipts set status = 500");
        refused("a_receipt_is_never_rewritten", "delete from signing.receipts");
        refused("a_receipt_is_never_rewritten", "truncate signing.receipts");
    }

    private void receipt(String refusal, String id, String tenant, String kid, String ours, String kept) {
        String statement = """
                insert into signing.receipts
                values ('%s', '%s', '%s', 'sm2-sm3', '', 'POST', 'http://localhost/v1/loans', now(), '', '', '', 201, '', '',
                        '', '%s', now() + interval '%s')
                """.formatted(id, tenant, kid, ours, kept);
        if (refusal.isEmpty()) {
            sql.execute(statement);
        } else {
            refused(refusal, statement);
        }
    }

    private void refused(String constraint, String statement) {
        ForbiddenRow.isRefusedBy(constraint, sql, statement);
    }
}
