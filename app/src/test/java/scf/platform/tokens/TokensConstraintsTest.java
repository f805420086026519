package scf.platform.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import scf.platform.ForbiddenRow;
import scf.platform.TestDatabase;

/// The forbidden rows of what may be used once.
class TokensConstraintsTest {

    private final DSLContext sql = TestDatabase.empty();

    @Test
    void a_proof_is_used_once() {
        sql.execute("insert into tokens.used_ids values ('PROOF', '\\x01', now())");

        ForbiddenRow.isRefusedBy(
                "an_assertion_or_proof_is_used_once",
                sql,
                "insert into tokens.used_ids values ('PROOF', '\\x01', now())");
    }

    @Test
    void only_assertions_and_proofs_are_used() {
        ForbiddenRow.isRefusedBy(
                "used_ids_are_assertions_or_proofs",
                sql,
                "insert into tokens.used_ids values ('NONCE', '\\x01', now())");
    }

    @Test
    void access_tokens_are_signed_by_one_key_on_every_instance() {
        var store = new TokenStore(sql);
        store.keepUnlessThere("first", new byte[] {1}, Instant.now());
        store.keepUnlessThere("second", new byte[] {2}, Instant.now());

        assertThat(store.sealedKey()).contains(new byte[] {1});
        ForbiddenRow.isRefusedBy(
                "access_tokens_are_signed_by_one_key",
                sql,
                "insert into tokens.signing_keys values ('third', '\\x03', now())");
        ForbiddenRow.isRefusedBy(
                "a_token_key_signs_access_tokens",
                sql,
                "insert into tokens.signing_keys values ('third', '\\x03', now(), 'RECEIPTS')");
    }
}
