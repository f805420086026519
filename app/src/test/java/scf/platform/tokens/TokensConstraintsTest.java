package scf.platform.tokens;

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
}
