package scf.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import scf.contract.AcceptRow;
import scf.contract.ActState;
import scf.contract.ActType;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.Config;
import scf.contract.ConfirmRow;
import scf.contract.FundRow;
import scf.contract.Genesis;
import scf.contract.IssueRow;
import scf.contract.KeyRow;
import scf.contract.KeyState;
import scf.contract.LedgerFunction;
import scf.contract.LockRow;
import scf.contract.Product;
import scf.contract.ReceivableTerms;
import scf.contract.Role;
import scf.contract.RotateKeyRow;
import scf.contract.Row;
import scf.contract.SettleRow;
import scf.contract.SignedAct;
import scf.contract.Transient;
import scf.contract.VoucherState;
import scf.contract.VoucherTerms;

/// The chaincode through the shim's own stub: what a peer hears, stores and answers.
class ScfChaincodeTest {

    private static final List<TestKey> KEYS = BouncyCastleSignaturesTest.KEYS;

    private static final String CITY = "00000000-0000-4000-8000-000000000001";
    private static final String MASTER = "00000000-0000-4000-8000-000000000002";
    private static final String SUPPLIER = "00000000-0000-4000-8000-000000000003";
    private static final String BANK = "00000000-0000-4000-8000-000000000004";
    private static final String VOUCHER = "V7K2M9Q4X1T8W5Z3A";
    private static final String TODAY = "2026-09-21";
    private static final LocalDate DUE = LocalDate.parse("2026-12-18");
    private static final TestKey CITY_KEY = TestKey.of(Algorithm.ED25519, "0c".repeat(32));
    private static final Bytes FINGERPRINT_KEY = Bytes.ofHex("f1".repeat(32));

    private final TestPeer peer = new TestPeer();

    private static Genesis genesis() {
        return new Genesis(TestPeer.CHANNEL, false, CITY, "city-2026", Algorithm.ED25519, CITY_KEY.publicKey(), 6);
    }

    private TestPeer.Called begin() {
        return peer.call(LedgerFunction.INIT, Transient.of(genesis(), FINGERPRINT_KEY));
    }

    private TestPeer.Called tell(SignedAct act) {
        return peer.call(LedgerFunction.ACT, Transient.of(act));
    }

    private TestPeer.Called told(ActType type, long version, String actor, TestKey key, Row row) {
        String kid = actor.equals(CITY) ? "city-2026" : "key-of-" + actor.substring(35);
        return tell(new TestAct(type, version, actor, kid, key, peer.time, TODAY).of(row));
    }

    private void register(String owner, Role role, TestKey key) {
        var row = new KeyRow("key-of-" + owner.substring(35), owner, role, key.algorithm(), key.publicKey());
        assertThat(told(ActType.REGISTER_KEY, 0, CITY, CITY_KEY, row).status()).isEqualTo(200);
    }

    /// The straight road, walked by parties whose keys are all of one algorithm.
    @ParameterizedTest
    @FieldSource("KEYS")
    void a_receivable_becomes_a_settled_voucher_under_every_algorithm(TestKey key) {
        begin();
        register(MASTER, Role.ENTERPRISE, key);
        register(SUPPLIER, Role.ENTERPRISE, key);
        register(BANK, Role.BANK, key);

        var confirmation = new ConfirmRow(
                "r-1",
                0,
                MASTER,
                SUPPLIER,
                "91350100MA00000A9T",
                "91350100MA00000B7M",
                "26352000000000000001",
                LocalDate.parse("2026-09-01"),
                10_750,
                9_675,
                "CNY",
                DUE);
        var confirmed = told(ActType.CONFIRM, 0, MASTER, key, confirmation);
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.event().orElseThrow().changes())
                .extracting(change -> change.object() + " " + change.state() + " " + change.version())
                .containsExactly("r-1 CONFIRMED 1");

        var issue = new IssueRow(VOUCHER, "r-1", MASTER, SUPPLIER, 9_675, "CNY", LocalDate.parse(TODAY), DUE);
        assertThat(told(ActType.ISSUE, 0, MASTER, key, issue).status()).isEqualTo(200);
        assertThat(told(ActType.ACCEPT, 1, SUPPLIER, key, new AcceptRow(VOUCHER, SUPPLIER))
                        .status())
                .isEqualTo(200);
        var lock = new LockRow(
                VOUCHER,
                SUPPLIER,
                BANK,
                "request-1",
                "offer-1",
                Product.PURCHASE,
                9_675,
                "CNY",
                "UP_FRONT",
                38_500,
                "ACT_360",
                0,
                Instant.parse("2026-09-24T06:00:00Z"));
        assertThat(told(ActType.LOCK, 2, SUPPLIER, key, lock).status()).isEqualTo(200);
        var fund = new FundRow(VOUCHER, BANK, "loan-1", "offer-1", Product.PURCHASE, 9_675, "CNY");
        assertThat(told(ActType.FUND, 3, BANK, key, fund).status()).isEqualTo(200);

        peer.time = Instant.parse("2026-12-18T02:00:00Z");
        var settle = new SettleRow(VOUCHER, 4, "CR-0042", 9_675, "CNY");
        var act = new TestAct(ActType.SETTLE, 4, BANK, "key-of-4", key, peer.time, "2026-12-18").of(settle);
        assertThat(tell(act).status()).isEqualTo(200);

        var state = VoucherState.parse(peer.call(LedgerFunction.READ_VOUCHER, Map.of(), VOUCHER, "a-nonce")
                .payload());
        assertThat(state.state()).isEqualTo(VoucherState.Standing.SETTLED);
        assertThat(state.act()).isEqualTo(act.hash());
        var terms = VoucherTerms.parse(
                peer.call(LedgerFunction.READ_VOUCHER_TERMS, Map.of(), VOUCHER).payload());
        assertThat(terms.holder()).isEqualTo(BANK);
        var receivable = ReceivableTerms.parse(
                peer.call(LedgerFunction.READ_RECEIVABLE_TERMS, Map.of(), "r-1").payload());
        assertThat(receivable.confirmedMinor()).isEqualTo(9_675);
    }

    @ParameterizedTest
    @FieldSource("KEYS")
    void a_key_of_any_algorithm_takes_over_from_an_old_one(TestKey renewed) {
        begin();
        var message = RotateKeyRow.proofMessage("city-2026", "city-2027", renewed.publicKey());
        var row = new RotateKeyRow(
                "city-2026", "city-2027", renewed.algorithm(), renewed.publicKey(), renewed.sign(message));
        assertThat(told(ActType.ROTATE_KEY, 1, CITY, CITY_KEY, row).status()).isEqualTo(200);
        var key = KeyState.parse(
                peer.call(LedgerFunction.READ_KEY, Map.of(), "city-2027").payload());
        assertThat(key.publicKey()).isEqualTo(renewed.publicKey());
        assertThat(key.isActive()).isTrue();
    }

    @Test
    void a_refusal_reaches_the_client_as_its_code_and_safe_words() {
        begin();
        var stranger = TestKey.of(Algorithm.ED25519, "05".repeat(32));
        var refused = told(ActType.ACCEPT, 1, SUPPLIER, stranger, new AcceptRow(VOUCHER, SUPPLIER));
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.message()).isEqualTo("NO_SUCH_KEY: no such key is registered");
        assertThat(refused.event()).isEmpty();
    }

    @Test
    void the_same_act_twice_is_answered_twice_and_told_once() {
        begin();
        var row = new KeyRow(
                "a-key-of-it",
                MASTER,
                Role.ENTERPRISE,
                Algorithm.ED25519,
                KEYS.getFirst().publicKey());
        var act = new TestAct(ActType.REGISTER_KEY, 0, CITY, "city-2026", CITY_KEY, peer.time, TODAY).of(row);
        assertThat(tell(act).event()).isPresent();

        var again = tell(act);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.event()).isEmpty();
        var written = peer.call(LedgerFunction.READ_ACT, Map.of(), act.hash()).payload();
        assertThat(ActState.parse(written)).isEqualTo(new ActState(ActType.REGISTER_KEY, "tx-2"));
    }

    @Test
    void an_act_in_the_arguments_is_refused_because_a_block_would_show_it() {
        begin();
        var refused = peer.call(LedgerFunction.ACT, Map.of(), "{\"format\":\"SCF-Act/1\"}");
        assertThat(refused.message()).isEqualTo("MALFORMED: an act has no arguments");
    }

    @Test
    void an_act_that_lacks_a_part_is_malformed() {
        begin();
        assertThat(peer.call(LedgerFunction.ACT, Map.of()).message())
                .isEqualTo("MALFORMED: the transient field has no header");
    }

    @Test
    void a_function_that_is_not_there_is_refused() {
        assertThat(peer.call("transferEverything", Map.of()).message()).startsWith("NO_SUCH_FUNCTION: ");
    }

    @Test
    void what_does_not_exist_is_read_as_nothing() {
        for (LedgerFunction read : List.of(
                LedgerFunction.READ_KEY,
                LedgerFunction.READ_RECEIVABLE,
                LedgerFunction.READ_VOUCHER,
                LedgerFunction.READ_VOUCHER_TERMS,
                LedgerFunction.READ_CONFIG)) {
            var answer = peer.call(read, Map.of(), "nothing");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.payload()).isEqualTo(Bytes.EMPTY);
        }
    }

    @Test
    void a_genesis_stands_once_and_again_only_if_it_is_the_same() {
        assertThat(begin().status()).isEqualTo(200);
        assertThat(begin().status()).isEqualTo(200);
        var config =
                Config.parse(peer.call(LedgerFunction.READ_CONFIG, Map.of()).payload());
        assertThat(config.practice()).isFalse();
        var other = new Genesis(TestPeer.CHANNEL, true, CITY, "city-2026", Algorithm.ED25519, CITY_KEY.publicKey(), 6);
        assertThat(peer.call(LedgerFunction.INIT, Transient.of(other, FINGERPRINT_KEY))
                        .message())
                .isEqualTo("GENESIS_REFUSED: the ledger has another genesis");
    }

    @Test
    void a_genesis_without_a_whole_fingerprint_key_is_malformed() {
        var begun = peer.call(LedgerFunction.INIT, Transient.of(genesis(), Bytes.utf8("short")));
        assertThat(begun.message()).isEqualTo("MALFORMED: the length of the fingerprint key");
        assertThat(peer.states).isEmpty();
    }
}
