package scf.devledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.SignedAct;
import scf.gateway.Provable;
import scf.verify.Reason;
import scf.verify.TrustBundle;
import scf.verify.Verdict;
import scf.verify.Verifier;

/// There is no byte in a proof that may be another one. `-Dproof.bytes=all` tries every one of them; without it some
/// hundreds are drawn.
class ProofBytesTest {

    private static final int DRAWN = 300;

    private static final TestLedger LEDGER = new TestLedger();
    private static final Bytes NONCE = ProofKit.nonce();
    private static byte[] proof = {};

    @BeforeAll
    static void prove() {
        Town town = Town.with(Algorithm.ED25519);
        LEDGER.written(Deeds.register(LEDGER.city, town.debtor()));
        SignedAct confirm = Deeds.confirm(
                town.debtor(),
                Deeds.Invoice.of(town.supplier(), town.debtor(), 10_750).confirming(town.receivable(), 0, 10_750));
        LEDGER.written(confirm);
        proof = LEDGER.client
                .proofs()
                .prove(Provable.RECEIVABLE, town.receivable(), NONCE, ProofKit.all(confirm))
                .bytes()
                .toArray();
        assertThat(verdict(proof, Instant.now())).isInstanceOf(Verdict.Proved.class);
    }

    @AfterAll
    static void close() {
        LEDGER.close();
    }

    private static TrustBundle bundle() {
        return TrustBundle.of(LEDGER.ledger.trustBundle().getBytes(StandardCharsets.UTF_8));
    }

    private static Verdict verdict(byte[] file, Instant now) {
        return new Verifier(bundle(), Optional.of(NONCE.hex()), now).verify(file);
    }

    @Test
    void no_byte_of_the_file_may_be_another_one() {
        IntStream places = "all".equals(System.getProperty("proof.bytes"))
                ? IntStream.range(0, proof.length)
                : new Random(20261123).ints(DRAWN, 0, proof.length);
        assertThat(places.parallel().filter(ProofBytesTest::isProvedWithout).toArray())
                .as("places at which a changed byte was not noticed")
                .isEmpty();
    }

    private static boolean isProvedWithout(int place) {
        byte[] file = proof.clone();
        file[place] ^= 1;
        return verdict(file, Instant.now()) instanceof Verdict.Proved;
    }

    @Test
    void nothing_stands_before_or_behind_it() {
        String text = new String(proof, StandardCharsets.UTF_8);
        for (String file : new String[] {text + "\n", " " + text, text + text, text.replace(",", ", ")}) {
            assertThat(verdict(file.getBytes(StandardCharsets.UTF_8), Instant.now()))
                    .isEqualTo(new Verdict.Refused(Reason.NOT_A_PROOF, "the file"));
        }
    }

    /// A certificate that has expired since stays good for what it signed while it was valid, and that is said.
    @Test
    void a_certificate_that_has_expired_since_is_named() {
        var later = verdict(proof, Instant.now().plus(Duration.ofDays(30 * 365)));
        assertThat(later).isInstanceOf(Verdict.Proved.class);
        assertThat(((Verdict.Proved) later).holds())
                .anyMatch(line -> line.contains(DevLedger.CITY) && line.contains("has expired since"));
    }

    /// Organisations of the same names, with roots of their own.
    @Test
    void the_roots_of_another_network_prove_nothing_here() {
        try (var other = new TestLedger()) {
            var trust = TrustBundle.of(other.ledger.trustBundle().getBytes(StandardCharsets.UTF_8));
            assertThat(new Verifier(trust, Optional.of(NONCE.hex()), Instant.now()).verify(proof))
                    .isInstanceOfSatisfying(
                            Verdict.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.CERTIFICATE_NOT_OF_ROOT));
        }
    }

    /// A peer's certificate says that it is one: whoever has a client's certificate of the same root endorses nothing.
    @Test
    void a_client_of_the_organisation_is_no_peer_of_it() {
        var client = LEDGER.ledger.organisation(DevLedger.CITY).client().certificate();
        var peer = LEDGER.ledger.organisation(DevLedger.CITY).peer().certificate();
        String text = new String(proof, StandardCharsets.UTF_8);
        String forged = text.replace(
                Bytes.of(Msp.serialized(DevLedger.CITY, peer).toByteArray()).base64(),
                Bytes.of(Msp.serialized(DevLedger.CITY, client).toByteArray()).base64());
        assertThat(forged).isNotEqualTo(text);
        assertThat(verdict(forged.getBytes(StandardCharsets.UTF_8), Instant.now()))
                .isEqualTo(new Verdict.Refused(Reason.NOT_A_PEER, DevLedger.CITY));
    }
}
