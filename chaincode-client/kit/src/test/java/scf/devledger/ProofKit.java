package scf.devledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.SignedAct;
import scf.devledger.Deeds.Invoice;
import scf.gateway.DisclosedAct;
import scf.gateway.Disclosing;
import scf.gateway.LedgerClient;
import scf.gateway.Provable;
import scf.verify.Reason;
import scf.verify.TrustBundle;
import scf.verify.Verdict;
import scf.verify.Verifier;

/// What any ledger must be able to prove. The verifier has none of our code, and asks nobody.
abstract class ProofKit extends LedgerSession {

    private static final SecureRandom RANDOM = new SecureRandom();

    /// The trust bundle of this ledger.
    abstract String trust();

    /// A client whose acts and questions these organisations endorse, and no others.
    abstract LedgerClient endorsedBy(String... organisations);

    @BeforeAll
    static void forgetEarlierCases(TestInfo ledger) throws IOException {
        new ProofCases(ledger.getTestClass().orElseThrow().getSimpleName(), "").begin();
    }

    static Bytes nonce() {
        byte[] drawn = new byte[32];
        RANDOM.nextBytes(drawn);
        return Bytes.of(drawn);
    }

    /// An asker to whom everything is open.
    static Disclosing all(SignedAct act) {
        return of(act, _ -> true, true);
    }

    /// An asker to whom these rows are open.
    static Disclosing of(SignedAct act, Predicate<Bytes> rows, boolean terms) {
        return (hash, _) -> new Disclosing.Disclosed(
                Optional.of(act).filter(one -> one.hash().equals(hash)).map(one -> disclosed(one, rows)), terms);
    }

    private static DisclosedAct disclosed(SignedAct act, Predicate<Bytes> rows) {
        var signatures = new ArrayList<>(List.of(act.signature()));
        signatures.addAll(act.cosignatures());
        var opened = new ArrayList<Optional<DisclosedAct.Row>>();
        for (int i = 0; i < act.rows().size(); i++) {
            var row = new DisclosedAct.Row(act.rows().get(i), act.salts().get(i));
            opened.add(Optional.of(row).filter(one -> rows.test(one.row())));
        }
        return new DisclosedAct(act.header(), signatures, opened);
    }

    byte[] proof(Provable kind, String id, Bytes nonce, Disclosing disclosing) {
        return client().proofs().prove(kind, id, nonce, disclosing).bytes().toArray();
    }

    Verdict verdict(byte[] proof, Bytes nonce) {
        return verdict("as it was made", proof, nonce);
    }

    private Verdict verdict(String what, byte[] proof, Bytes nonce) {
        var verdict = new Verifier(bundle(), Optional.of(nonce.hex()), Instant.now()).verify(proof);
        new ProofCases(getClass().getSimpleName(), trust()).keep(what, proof, nonce, verdict);
        return verdict;
    }

    TrustBundle bundle() {
        return TrustBundle.of(trust().getBytes(StandardCharsets.UTF_8));
    }

    /// All that is proved, in one text.
    static String proved(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Proved.class);
        return String.join("\n", ((Verdict.Proved) verdict).holds());
    }

    static Reason refusal(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused) verdict).reason();
    }

    SignedAct locked(Town town) {
        written(Deeds.issue(town.debtor(), town.supplier(), town.voucher(), town.receivable(), MINOR));
        written(Deeds.accept(town.supplier(), town.voucher(), 1));
        SignedAct lock = Deeds.lock(town.supplier(), town.bank(), town.voucher(), 2, MINOR);
        written(lock);
        return lock;
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void a_lock_is_proved_to_whoever_trusts_the_organisations(Algorithm algorithm) {
        Town town = registered(Town.with(algorithm));
        var claimed = Invoice.of(town.supplier(), town.debtor(), MINOR).confirming(town.receivable(), 0, MINOR);
        written(Deeds.confirm(town.debtor(), claimed));
        SignedAct lock = locked(town);
        Bytes nonce = nonce();

        byte[] proof = proof(Provable.VOUCHER, town.voucher(), nonce, all(lock));
        assertThat(proved(verdict(proof, nonce)))
                .contains("Voucher " + town.voucher() + " stands as FIN_LOCKED in version 3")
                .contains("act " + lock.hash() + ": LOCK")
                .contains("Its actor " + town.supplier().id() + " has signed it (" + algorithm.wire())
                .contains("Row 1 of the act, opened: {\"voucher\":\"" + town.voucher())
                .contains("\"amountMinor\":" + MINOR)
                .contains("It is locked for bank " + town.bank().id());
        assertThat(refusal(verdict(proof, nonce()))).isEqualTo(Reason.NONCE_DIFFERS);
    }

    @Test
    void what_two_have_signed_is_proved_with_both_signatures() {
        Town town = confirmed();
        written(Deeds.issue(town.debtor(), town.supplier(), town.voucher(), town.receivable(), MINOR));
        written(Deeds.accept(town.supplier(), town.voucher(), 1));
        SignedAct both = Deeds.cancel(town.debtor(), town.supplier(), town.voucher(), 2, "no order any more");
        written(both);
        Bytes nonce = nonce();

        assertThat(proved(verdict(proof(Provable.VOUCHER, town.voucher(), nonce, all(both)), nonce)))
                .contains("stands as VOID")
                .contains("Its actor ")
                .contains("The consenting party ")
                .contains("No lock stands on it.");
    }

    @Test
    void what_never_was_is_proved_the_same_way() {
        String receivable = UUID.randomUUID().toString();
        Bytes nonce = nonce();
        Disclosing nothing = of(Deeds.register(city(), city()), _ -> false, false);

        byte[] proof = proof(Provable.RECEIVABLE, receivable, nonce, nothing);
        assertThat(proved(verdict(proof, nonce)))
                .contains("Receivable " + receivable + " does not stand on the ledger");
    }

    @Test
    void a_state_that_was_overwritten_is_proved_as_of_the_block_up_to_which_it_held() {
        Town town = confirmed();
        SignedAct issue = Deeds.issue(town.debtor(), town.supplier(), town.voucher(), town.receivable(), MINOR);
        long block = written(issue);
        Bytes nonce = nonce();
        byte[] before = proof(Provable.VOUCHER, town.voucher(), nonce, all(issue));
        SignedAct accept = Deeds.accept(town.supplier(), town.voucher(), 1);
        long next = written(accept);
        byte[] after = proof(Provable.VOUCHER, town.voucher(), nonce, all(accept));

        assertThat(proved(verdict(before, nonce)))
                .startsWith("As of block " + block + " ")
                .contains("PENDING_ACCEPT in version 1, written last by transaction 0 of block " + block);
        assertThat(proved(verdict(after, nonce)))
                .startsWith("As of block " + next + " ")
                .contains("ACTIVE in version 2");
    }

    @Test
    void of_a_batch_only_the_askers_row_is_opened() {
        Town town = registered(Town.with(Algorithm.ED25519));
        String other = UUID.randomUUID().toString();
        var own = Invoice.of(town.supplier(), town.debtor(), MINOR).confirming(town.receivable(), 0, MINOR);
        SignedAct batch = Deeds.confirmAll(
                town.debtor(),
                List.of(own, Invoice.of(town.bank(), town.debtor(), 77).confirming(other, 0, 77)));
        written(batch);
        Bytes nonce = nonce();

        byte[] proof =
                proof(Provable.RECEIVABLE, town.receivable(), nonce, of(batch, row -> row.equals(own.bytes()), false));
        var verdict = verdict(proof, nonce);
        assertThat(proved(verdict)).contains("Row 1 of the act, opened").doesNotContain(other, "Row 2", "terms");
        assertThat(((Verdict.Proved) verdict).open()).contains("What the closed rows of the act say: 1 of 2.");
        assertThat(new String(proof, StandardCharsets.UTF_8)).doesNotContain(other);
    }

    @Test
    void the_platforms_word_alone_proves_nothing() {
        Town town = confirmed();
        Bytes nonce = nonce();
        Disclosing nothing = of(Deeds.register(city(), city()), _ -> false, false);
        try (LedgerClient alone = endorsedBy(DevLedger.PLATFORM)) {
            var proof = alone.proofs().prove(Provable.RECEIVABLE, town.receivable(), nonce, nothing);
            assertThat(refusal(verdict(proof.bytes().toArray(), nonce))).isEqualTo(Reason.POLICY_NOT_MET);
        }
    }

    /// Each part of the file in turn, at its beginning, in its middle and at its end.
    @Test
    void each_part_of_a_proof_matters() {
        Town town = confirmed();
        SignedAct lock = locked(town);
        Bytes nonce = nonce();
        byte[] proof = proof(Provable.VOUCHER, town.voucher(), nonce, all(lock));
        assertThat(verdict(proof, nonce)).isInstanceOf(Verdict.Proved.class);

        for (ProofPart part : ProofPart.of(proof)) {
            for (int at : new int[] {0, part.size() / 2, part.size() - 1}) {
                String what = part.path() + " with byte " + at + " flipped";
                assertThat(verdict(what, part.flipped(at), nonce))
                        .as(what)
                        .isInstanceOfSatisfying(
                                Verdict.Refused.class,
                                refused -> assertThat(refused.reason()).isIn(part.reasons()));
            }
        }
    }
}
