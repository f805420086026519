package scf.chaincode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import scf.contract.AcceptRow;
import scf.contract.ActHeader;
import scf.contract.ActType;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.ConfirmRow;
import scf.contract.DeclineRow;
import scf.contract.DiluteRow;
import scf.contract.FreezeRow;
import scf.contract.FundRow;
import scf.contract.Genesis;
import scf.contract.IssueRow;
import scf.contract.KeyRow;
import scf.contract.LedgerFunction;
import scf.contract.LockRow;
import scf.contract.Refusal;
import scf.contract.RejectRow;
import scf.contract.ReleaseRow;
import scf.contract.RevokeKeyRow;
import scf.contract.Role;
import scf.contract.RotateKeyRow;
import scf.contract.Row;
import scf.contract.SettleRow;
import scf.contract.SignedAct;
import scf.contract.TransferRow;
import scf.contract.Transient;
import scf.contract.UnfreezeRow;
import scf.contract.VoidRow;

/// The page for integrators says what the ledger does, to the byte.
class ActsPageTest {

    private static final String CITY = "00000000-0000-4000-8000-000000000001";
    private static final TestKey CITY_KEY = TestKey.of(Algorithm.ED25519, "0c".repeat(32));

    private final ActsPage page = ActsPage.read();
    private final BouncyCastleSignatures signatures = new BouncyCastleSignatures();

    @Test
    void the_refusals_of_the_page_are_those_of_the_ledger_in_their_order() {
        assertThat(page.table("## Refusals"))
                .extracting(List::getFirst, List::getLast)
                .containsExactly(Arrays.stream(Refusal.values())
                        .map(refusal -> tuple(refusal.name(), refusal.words()))
                        .toArray(Tuple[]::new));
    }

    @Test
    void the_algorithms_of_the_page_are_those_of_the_ledger() {
        assertThat(page.firstColumn("## Signatures and public keys"))
                .containsExactly(
                        Arrays.stream(Algorithm.values()).map(Algorithm::wire).toArray(String[]::new));
    }

    @Test
    void the_headers_fields_stand_on_the_page_in_their_order() {
        var named = Pattern.compile("\"([a-zA-Z]+)\":")
                .matcher(page.block("ed25519-header"))
                .results()
                .map(field -> field.group(1))
                .toList();
        assertThat(page.firstColumn("## The header")).isEqualTo(named);
    }

    @ParameterizedTest
    @EnumSource(ActType.class)
    void the_rows_fields_stand_on_the_page_in_their_order(ActType type) {
        assertThat(page.firstColumn("### " + type))
                .containsExactly(Arrays.stream(rowOf(type).getRecordComponents())
                        .map(RecordComponent::getName)
                        .toArray(String[]::new));
    }

    private static Class<? extends Row> rowOf(ActType type) {
        return switch (type) {
            case REGISTER_KEY -> KeyRow.class;
            case ROTATE_KEY -> RotateKeyRow.class;
            case REVOKE_KEY -> RevokeKeyRow.class;
            case CONFIRM -> ConfirmRow.class;
            case REJECT -> RejectRow.class;
            case DILUTE -> DiluteRow.class;
            case ISSUE -> IssueRow.class;
            case ACCEPT -> AcceptRow.class;
            case DECLINE -> DeclineRow.class;
            case TRANSFER -> TransferRow.class;
            case VOID -> VoidRow.class;
            case FREEZE -> FreezeRow.class;
            case UNFREEZE -> UnfreezeRow.class;
            case LOCK -> LockRow.class;
            case RELEASE -> ReleaseRow.class;
            case FUND -> FundRow.class;
            case SETTLE -> SettleRow.class;
        };
    }

    @Test
    void row_and_salt_are_printed_alike_in_every_spelling() {
        assertThat(Bytes.ofBase64(page.block("row-base64"))).isEqualTo(row());
        assertThat(Bytes.ofBase64(page.block("salt-base64"))).isEqualTo(salt());
        assertThat(Row.parse(ActType.CONFIRM, row()).bytes()).isEqualTo(row());
    }

    @Test
    void the_lock_of_the_page_is_one_that_the_ledger_reads() {
        var lock = Bytes.utf8(page.block("lock-row"));
        assertThat(Row.parse(ActType.LOCK, lock).bytes()).isEqualTo(lock);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SM2_SM3_ASN1")
    void key_commitment_header_and_signature_of_each_example_belong_together(Algorithm algorithm) {
        var key = TestKey.of(algorithm, page.block(algorithm.wire() + "-secret-hex"));
        assertThat(key.publicKey().base64()).isEqualTo(page.block(algorithm.wire() + "-public-key-base64"));
        var commitment = signatures.digest(algorithm.digest(), salt().plus(row()));
        assertThat(commitment.hex()).isEqualTo(page.block(algorithm.wire() + "-commitment-hex"));
        var header = header(algorithm);
        assertThat(ActHeader.parse(header).rows()).containsExactly(commitment);
        assertThat(ActHeader.parse(header).bytes()).isEqualTo(header);
        var signature = Bytes.ofHex(page.block(algorithm.wire() + "-signature-hex"));
        assertThat(signatures.verify(algorithm, key.publicKey(), header, signature))
                .isTrue();
        if (algorithm != Algorithm.SM2_SM3) {
            assertThat(key.sign(header)).isEqualTo(signature);
        }
    }

    @Test
    void the_sm2_example_verifies_as_der_too() {
        var publicKey = Bytes.ofBase64(page.block("sm2-sm3-public-key-base64"));
        var der = Bytes.ofBase64(page.block("sm2-sm3-asn1-signature-base64"));
        assertThat(signatures.verify(Algorithm.SM2_SM3_ASN1, publicKey, header(Algorithm.SM2_SM3), der))
                .isTrue();
    }

    @Test
    void the_rotations_proof_is_the_new_keys_over_the_printed_text() {
        var key = TestKey.of(Algorithm.ED25519, page.block("rotation-secret-hex"));
        assertThat(key.publicKey().base64()).isEqualTo(page.block("rotation-public-key-base64"));
        var message = RotateKeyRow.proofMessage("master-2026-ed25519", "master-2027-ed25519", key.publicKey());
        assertThat(message.utf8()).isEqualTo(page.block("rotation-message"));
        assertThat(key.sign(message).base64()).isEqualTo(page.block("rotation-proof-base64"));
    }

    @Test
    void the_call_carries_what_was_printed_before_it() {
        var header = header(Algorithm.ED25519);
        assertThat(page.block("ed25519-header-base64")).isEqualTo(header.base64());
        assertThat(page.block("ed25519-hash-hex")).isEqualTo(SignedAct.hashOf(header));
        assertThat(page.block("ed25519-code")).isEqualTo(SignedAct.codeOf(SignedAct.hashOf(header)));
        assertThat(page.block("ed25519-call"))
                .isEqualTo("{\"act\":{\"header\":\"" + header.base64()
                        + "\",\"rows\":[\"" + row().base64()
                        + "\"],\"salts\":[\"" + salt().base64()
                        + "\"],\"signature\":\""
                        + Bytes.ofHex(page.block("ed25519-signature-hex")).base64() + "\"}}");
    }

    /// On a ledger where the page's key is the debtor's, the page's act is written.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SM2_SM3_ASN1")
    void the_ledger_writes_each_example(Algorithm algorithm) {
        var peer = new TestPeer();
        peer.time = Instant.parse("2026-09-21T06:00:30Z");
        var genesis =
                new Genesis(TestPeer.CHANNEL, false, CITY, "city-2026", Algorithm.ED25519, CITY_KEY.publicKey(), 6);
        peer.call(LedgerFunction.INIT, Transient.of(genesis, Bytes.ofHex("f1".repeat(32))));
        var header = ActHeader.parse(header(algorithm));
        var registration = new KeyRow(
                header.key(),
                header.actor(),
                Role.ENTERPRISE,
                algorithm,
                Bytes.ofBase64(page.block(algorithm.wire() + "-public-key-base64")));
        var register = new TestAct(ActType.REGISTER_KEY, 0, CITY, "city-2026", CITY_KEY, peer.time, "2026-09-21");
        peer.call(LedgerFunction.ACT, Transient.of(register.of(registration)));

        var act = new SignedAct(
                header(algorithm),
                List.of(row()),
                List.of(salt()),
                Bytes.ofHex(page.block(algorithm.wire() + "-signature-hex")));
        assertThat(peer.call(LedgerFunction.ACT, Transient.of(act)).event()).isPresent();
        assertThat(peer.call(LedgerFunction.READ_ACT, Map.of(), act.hash()).payload())
                .isNotEqualTo(Bytes.EMPTY);
    }

    private Bytes row() {
        return Bytes.utf8(page.block("row"));
    }

    private Bytes salt() {
        return Bytes.ofHex(page.block("salt-hex"));
    }

    private Bytes header(Algorithm algorithm) {
        return Bytes.utf8(page.block(algorithm.wire() + "-header"));
    }
}
