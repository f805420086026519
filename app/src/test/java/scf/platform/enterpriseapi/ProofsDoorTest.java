package scf.platform.enterpriseapi;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.LiveTown.PURCHASE;
import static scf.platform.LiveTown.text;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import scf.devledger.DevLedger;
import scf.platform.LiveTown;
import scf.platform.LiveTown.Party;
import scf.platform.PlatformTest;
import scf.platform.signing.SignedClient.Answer;
import scf.verify.TrustBundle;
import scf.verify.Verdict;
import scf.verify.Verifier;

/// Proofs through the doors, judged by the verifier that has none of the platform's code.
@PlatformTest
class ProofsDoorTest {

    private static final String NONCE = "5c".repeat(32);

    @Autowired
    ApplicationContext platform;

    @Autowired
    DevLedger ledger;

    private LiveTown town;
    private String voucher;
    private String receivable;

    @BeforeEach
    void a_voucher_that_its_holder_has_sold() {
        town = new LiveTown(platform);
        var _ = town.line(town.bank, "10000000.00");
        voucher = town.active(1, "5000.00").getFirst();
        receivable = text(town.read(town.supplier, "/v1/vouchers/" + voucher), "/receivableId");
    }

    private Answer asked(Party reader, String path) {
        return reader.client().call("GET", path, Map.of(), null);
    }

    private String proved(Party reader, String path) {
        var answer = asked(reader, path + "/proof?nonce=" + NONCE);
        assertThat(answer.status()).isEqualTo(200);
        var trust = TrustBundle.of(ledger.trustBundle().getBytes(StandardCharsets.UTF_8));
        var verdict = new Verifier(trust, Optional.of(NONCE), Instant.now())
                .verify(answer.body().toArray());
        assertThat(verdict).isInstanceOf(Verdict.Proved.class);
        return String.join("\n", ((Verdict.Proved) verdict).holds());
    }

    @Test
    void both_sides_of_a_receivable_have_its_confirmation_proved_with_what_was_signed() {
        for (Party side : new Party[] {town.master, town.supplier}) {
            assertThat(proved(side, "/v1/receivables/" + receivable))
                    .contains("Receivable " + receivable + " stands as CONFIRMED in version 1")
                    .contains("Its actor " + town.master.id() + " has signed it")
                    .contains("opened: {\"receivable\":\"" + receivable);
        }
    }

    /// The debtor has issued it and reads all of it, until a bank comes in: the bank's terms are the holder's business.
    @Test
    void the_issuer_reads_the_terms_of_a_voucher_until_a_bank_comes_in() {
        assertThat(proved(town.master, "/v1/vouchers/" + voucher))
                .contains("Its terms, opened", "No lock stands on it.");

        var _ = town.financed(town.supplier, voucher, PURCHASE, "5000.00", town.bank, town.account(town.supplier));
        assertThat(proved(town.master, "/v1/vouchers/" + voucher))
                .contains("stands as FINANCED")
                .doesNotContain("opened", "fundedMinor", town.supplier.id());
        for (Party side : new Party[] {town.supplier, town.bank}) {
            assertThat(proved(side, "/v1/vouchers/" + voucher))
                    .contains("stands as FINANCED")
                    .contains("Its terms, opened", "\"fundedMinor\":500000", "Row 1 of the act, opened");
        }
    }

    @Test
    void to_a_stranger_there_is_no_such_object() {
        for (String path : new String[] {"/v1/vouchers/" + voucher, "/v1/receivables/" + receivable}) {
            var foreign = asked(town.stranger, path + "/proof?nonce=" + NONCE);
            assertThat(foreign.status()).isEqualTo(404);
        }
    }

    @Test
    void a_nonce_is_32_bytes_in_hex() {
        String path = "/v1/vouchers/" + voucher + "/proof";
        assertThat(asked(town.supplier, path).status()).isEqualTo(400);
        for (String nonce : new String[] {"", "5c", "5C".repeat(32), "zz".repeat(32), "5c".repeat(33)}) {
            var refused = asked(town.supplier, path + "?nonce=" + nonce);
            assertThat(refused.status()).as(nonce).isIn(400, 422);
            assertThat(text(LiveTown.json(refused), "/errors/0/field")).isEqualTo("?nonce");
        }
    }
}
