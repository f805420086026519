package scf.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is signed has one spelling: whatever is read is written again as the very same bytes, and all else is refused.
class SpellingTest {

    private static final String PARTY = "1c0f7f0e-7a53-4d37-8f4d-1d2c3b4a5968";
    private static final String OTHER = "2d1f7f0e-7a53-4d37-8f4d-1d2c3b4a5968";
    private static final Bytes PUBLIC_KEY = Bytes.utf8("a public key");
    private static final LocalDate DAY = LocalDate.parse("2026-12-18");

    private static final String HEADER = "{\"format\":\"SCF-Act/1\",\"channel\":\"scf\",\"type\":\"ISSUE\","
            + "\"subject\":\"V7K2M9Q4X1T8W5Z3A\",\"version\":0,\"actor\":\"" + PARTY + "\",\"key\":\"master-2026\","
            + "\"preparedAt\":\"2026-11-22T13:00:00Z\",\"expiresAt\":\"2026-11-22T14:00:00Z\","
            + "\"businessDate\":\"2026-09-21\",\"digest\":\"sha-256\",\"rows\":[\"" + "0a".repeat(32) + "\"]}";

    @Test
    void a_header_is_written_as_it_was_read() {
        var header = ActHeader.parse(Bytes.utf8(HEADER));
        assertThat(header.bytes().utf8()).isEqualTo(HEADER);
        assertThat(header.type()).isEqualTo(ActType.ISSUE);
        assertThat(header.preparedAt()).isEqualTo(Instant.parse("2026-11-22T13:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a space                   | \"version\":0     | \"version\": 0",
                "a newline at the end      | ]}              | ~]}\n~",
                "a float                   | \"version\":0     | \"version\":0.0",
                "an exponent               | \"version\":0     | \"version\":0e0",
                "a leading zero            | \"version\":0     | \"version\":00",
                "a sign                    | \"version\":0     | \"version\":-0",
                "a number as text          | \"version\":0     | \"version\":\"0\"",
                "overflow                  | \"version\":0     | \"version\":9223372036854775808",
                "a duplicate field         | \"version\":0     | \"version\":0,\"version\":0",
                "an unknown field          | \"version\":0     | \"version\":0,\"more\":0",
                "an unknown last field     | ]}              | ],\"more\":0}",
                "a missing field           | \"version\":0,    | ~~",
                "another order             | \"channel\":\"scf\",\"type\":\"ISSUE\" | \"type\":\"ISSUE\",\"channel\":\"scf\"",
                "another format            | SCF-Act/1       | SCF-Act/2",
                "an unknown type           | ISSUE           | issue",
                "an escape not needed      | \"scf\"           | \"\\u0073cf\"",
                "an escaped slash          | SCF-Act/1       | SCF-Act\\/1",
                "upper-case hex            | 0a0a            | 0A0a",
                "a short commitment        | 0a0a            | 0a",
                "an upper-case party       | 1c0f7f0e        | 1C0F7F0E",
                "a fraction of a second    | 13:00:00Z       | 13:00:00.5Z",
                "an offset                 | 13:00:00Z       | 13:00:00+00:00",
                "no seconds                | 13:00:00Z       | 13:00Z",
                "an impossible day         | 2026-09-21      | 2026-09-31",
                "a short date              | 2026-09-21      | 2026-9-21",
                "no rows                   | rows\":[\"        | rows\":[],\"x\":[\"",
                "two rows of a single act  | \"]}            | \",\"0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b\"]}",
                "a null                    | \"scf\"           | null",
                "a dangling comma          | ]}              | ],}",
                "an empty element          | \"]}             | \",]}",
            })
    void another_spelling_is_refused(String what, String right, String wrong) {
        assertThat(HEADER).as(what).contains(right);
        assertThatThrownBy(() -> ActHeader.parse(
                        Bytes.utf8(HEADER.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong)))))
                .as(what)
                .isInstanceOf(Malformed.class);
    }

    @Test
    void a_header_cut_at_any_byte_is_refused() {
        for (int length = 0; length < HEADER.length(); length++) {
            var cut = Bytes.utf8(HEADER.substring(0, length));
            assertThatThrownBy(() -> ActHeader.parse(cut)).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void bytes_that_are_not_utf8_are_refused() {
        byte[] raw = Bytes.utf8(HEADER).toArray();
        raw[40] = (byte) 0xC0;
        assertThatThrownBy(() -> ActHeader.parse(Bytes.of(raw))).isInstanceOf(Malformed.class);
    }

    static Map<ActType, Row> rows() {
        return Map.ofEntries(
                Map.entry(
                        ActType.REGISTER_KEY,
                        new KeyRow("master-2026", PARTY, Role.ENTERPRISE, Algorithm.SM2_SM3, PUBLIC_KEY)),
                Map.entry(
                        ActType.ROTATE_KEY,
                        new RotateKeyRow("master-2026", "master-2027", Algorithm.SM2_SM3_ASN1, PUBLIC_KEY, PUBLIC_KEY)),
                Map.entry(ActType.REVOKE_KEY, new RevokeKeyRow("master-2026", "遗失 \"USB\\Key\"")),
                Map.entry(
                        ActType.CONFIRM,
                        new ConfirmRow(
                                "r-1",
                                0,
                                PARTY,
                                OTHER,
                                "91350100MA00000A9T",
                                "甲",
                                "26352000000000000001",
                                DAY,
                                Long.MAX_VALUE,
                                9_675,
                                "CNY",
                                DAY)),
                Map.entry(
                        ActType.REJECT,
                        new RejectRow("r-1", 0, PARTY, OTHER, "甲", "乙", "42", DAY, 10_750, "CNY", DAY, "未收到货")),
                Map.entry(
                        ActType.DILUTE,
                        new DiluteRow("r-1", PARTY, OTHER, 675, "CNY", "红字发票 7", List.of("V1", "V2.R"))),
                Map.entry(
                        ActType.ISSUE,
                        new IssueRow("V1", "r-1", PARTY, OTHER, 9_675, "CNY", DAY, DAY.plusDays(9), DAY.plusDays(1))),
                Map.entry(ActType.ACCEPT, new AcceptRow("V1", OTHER)),
                Map.entry(ActType.DECLINE, new DeclineRow("V1", OTHER, "要现金")),
                Map.entry(
                        ActType.TRANSFER,
                        new TransferRow(
                                "V1.R",
                                OTHER,
                                List.of(new TransferRow.Part("V2", PARTY, 1, "0b".repeat(32))),
                                List.of(new TransferRow.Kept("V3", 9_674)),
                                DAY)),
                Map.entry(ActType.VOID, new VoidRow("V1", PARTY, OTHER, "订单取消")),
                Map.entry(ActType.FREEZE, new FreezeRow("V1", "福州市中级人民法院", "0c".repeat(32))),
                Map.entry(ActType.UNFREEZE, new UnfreezeRow("V1", "福州市中级人民法院", "0d".repeat(32))),
                Map.entry(
                        ActType.LOCK,
                        new LockRow(
                                "V1",
                                OTHER,
                                PARTY,
                                "request",
                                "offer",
                                Product.PLEDGE,
                                8_000,
                                "CNY",
                                "AT_MATURITY",
                                38_500,
                                "ACT_360",
                                0,
                                Instant.parse("2026-11-25T13:00:00Z"))),
                Map.entry(ActType.RELEASE, new ReleaseRow("V1", PARTY, "报价撤回")),
                Map.entry(ActType.FUND, new FundRow("V1", PARTY, "loan", "offer", Product.PLEDGE, 1, "CNY")),
                Map.entry(ActType.SETTLE, new SettleRow("V1", 4, "回单 42", 9_675, "CNY")));
    }

    @Test
    void an_issue_that_says_no_last_day_to_accept_is_spelt_as_it_always_was() {
        var issue = new IssueRow("V1", "r-1", PARTY, OTHER, 9_675, "CNY", DAY, DAY);
        assertThat(issue.bytes().utf8()).endsWith("\"dueDate\":\"2026-12-18\"}");
        assertThat(Row.parse(ActType.ISSUE, issue.bytes())).isEqualTo(issue);
    }

    @Test
    void nobody_gives_a_number_under_which_values_come_back() {
        assertThatThrownBy(() -> new IssueRow("V1.R", "r-1", PARTY, OTHER, 9_675, "CNY", DAY, DAY))
                .hasMessage("the form of voucher");
        assertThatThrownBy(() -> new TransferRow.Kept("V".repeat(63), 1)).isInstanceOf(Malformed.class);
        assertThat(new TransferRow.Kept("V".repeat(62), 1).voucher()).hasSize(62);
    }

    @Test
    void a_transfer_moves_something_or_splits_into_two_and_names_each_number_once() {
        var part = new TransferRow.Part("V2", PARTY, 1, "0b".repeat(32));
        var kept = new TransferRow.Kept("V3", 1);
        assertThatThrownBy(() -> new TransferRow("V1", OTHER, List.of(), List.of(kept), null))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> new TransferRow("V1", OTHER, List.of(part, part), List.of(), null))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> new TransferRow("V2", OTHER, List.of(part), List.of(kept), null))
                .isInstanceOf(Malformed.class);
        var four = new TransferRow.Kept("V4", 1);
        assertThatThrownBy(() -> new TransferRow("V1", OTHER, List.of(), List.of(kept, four), DAY))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void a_header_names_who_signs_beside_the_actor_only_where_somebody_does() {
        String dilution = HEADER.replace("ISSUE", "DILUTE");
        assertThat(ActHeader.parse(Bytes.utf8(dilution)).cosigners()).isEmpty();
        String agreed =
                dilution.replace("]}", "],\"cosigners\":[{\"actor\":\"" + OTHER + "\",\"key\":\"supplier-2026\"}]}");
        var header = ActHeader.parse(Bytes.utf8(agreed));
        assertThat(header.cosigners()).containsExactly(new ActHeader.Cosigner(OTHER, "supplier-2026"));
        assertThat(header.bytes().utf8()).isEqualTo(agreed);
        for (String wrong : List.of(
                agreed.replace("DILUTE", "ISSUE"),
                agreed.replace(OTHER, PARTY),
                dilution.replace("]}", "],\"cosigners\":[]}"))) {
            assertThatThrownBy(() -> ActHeader.parse(Bytes.utf8(wrong))).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void every_type_of_act_has_a_row_here() {
        assertThat(rows()).containsOnlyKeys(ActType.values());
    }

    static List<Map.Entry<ActType, Row>> eachRow() {
        return List.copyOf(rows().entrySet());
    }

    @ParameterizedTest
    @MethodSource("eachRow")
    void a_row_is_written_as_it_was_read_and_no_other_row_is_read_for_it(Map.Entry<ActType, Row> one) {
        Bytes bytes = one.getValue().bytes();
        assertThat(Row.parse(one.getKey(), bytes)).isEqualTo(one.getValue());
        assertThat(Row.parse(one.getKey(), bytes).bytes()).isEqualTo(bytes);
        for (ActType other : ActType.values()) {
            if (other != one.getKey()) {
                assertThatThrownBy(() -> Row.parse(other, bytes)).isInstanceOf(Malformed.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void an_amount_is_above_zero(long minor) {
        assertThatThrownBy(() -> new FundRow("V1", PARTY, "loan", "offer", Product.PLEDGE, minor, "CNY"))
                .isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1"})
    void a_fee_and_a_rate_may_be_nothing_and_not_less(long rate, long fees) {
        assertThatThrownBy(() -> lockAt(rate, fees)).isInstanceOf(Malformed.class);
        assertThat(lockAt(0, 0).feesMinor()).isZero();
    }

    private static LockRow lockAt(long rate, long fees) {
        var until = Instant.parse("2026-11-25T13:00:00Z");
        return new LockRow(
                "V1", OTHER, PARTY, "r", "o", Product.PURCHASE, 1, "CNY", "UP_FRONT", rate, "ACT_360", fees, until);
    }

    /// Ledgers hold locks from before recourse was a term: they are spelt as they always were.
    @Test
    void a_lock_says_whether_it_is_with_recourse_or_is_of_before_that_was_a_term() {
        var before = lockAt(1, 1);
        assertThat(before.recourse()).isNull();
        assertThat(before.bytes().utf8()).contains("\"product\":\"PURCHASE\",\"fundedMinor\":1");
        var with = Bytes.utf8(
                before.bytes().utf8().replace("\"fundedMinor\"", "\"recourse\":\"WITH_RECOURSE\",\"fundedMinor\""));
        var read = (LockRow) Row.parse(ActType.LOCK, with);
        assertThat(read.recourse()).isEqualTo(Recourse.WITH_RECOURSE);
        assertThat(read.bytes()).isEqualTo(with);
        var agreed = new VoucherTerms.Agreed("offer", Product.PURCHASE, 9_675, Recourse.WITHOUT_RECOURSE);
        var until = Instant.parse("2026-11-25T13:00:00Z");
        var locked = lockedBy(new VoucherTerms.Lock(PARTY, "request", until, agreed), Bytes.ofHex("ab".repeat(32)));
        assertThat(VoucherTerms.parse(locked.bytes())).isEqualTo(locked);
        assertThatThrownBy(() -> Row.parse(ActType.LOCK, Bytes.utf8(with.utf8().replace("WITH_RECOURSE", "PERHAPS"))))
                .isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000", "\uD800", "\u0085"})
    void text_has_no_control_characters_and_is_not_blank(String text) {
        assertThatThrownBy(() -> new RevokeKeyRow("master-2026", text)).isInstanceOf(Malformed.class);
    }

    @Test
    void a_message_never_repeats_what_stood_in_a_row() {
        assertThatThrownBy(() -> new AcceptRow("V1", "福州某某贸易有限公司")).hasMessage("the form of payee");
    }

    @Test
    void states_events_and_genesis_are_written_as_they_were_read() {
        var hash = "ab".repeat(32);
        var commitment = Bytes.ofHex(hash);
        var event = new LedgerEvent(hash, ActType.CONFIRM, List.of(new LedgerEvent.Change("r-1", "CONFIRMED", 1)));
        assertThat(LedgerEvent.parse(event.bytes())).isEqualTo(event);
        var genesis = new Genesis("scf", true, PARTY, "city-2026", Algorithm.ED25519, PUBLIC_KEY, 6);
        assertThat(Genesis.parse(genesis.bytes())).isEqualTo(genesis);
        var key = new KeyState(KeyState.Standing.REVOKED, 2, hash, Algorithm.ECDSA_P256_SHA256, PUBLIC_KEY, commitment);
        assertThat(KeyState.parse(key.bytes())).isEqualTo(key);
        var until = Instant.parse("2026-11-25T13:00:00Z");
        var agreed = new VoucherTerms.Agreed("offer", Product.PURCHASE, 9_675);
        var locked = lockedBy(new VoucherTerms.Lock(PARTY, "request", until, agreed), commitment);
        assertThat(VoucherTerms.parse(locked.bytes())).isEqualTo(locked);
        assertThat(locked.bytes().utf8()).doesNotContain("acceptBy", "descent", "freeze");
        var part = locked.child(
                        "V2", PARTY, 9_675, DAY, new VoucherTerms.Descent("V1", "V1", OTHER, 1, "cd".repeat(32)))
                .frozenBy(new VoucherTerms.Freeze("a court", "ef".repeat(32)))
                .salted(commitment);
        assertThat(VoucherTerms.parse(part.bytes())).isEqualTo(part);
        var capped = new Genesis("scf", true, PARTY, "city-2026", Algorithm.ED25519, PUBLIC_KEY, 6, 2, 3);
        assertThat(Genesis.parse(capped.bytes())).isEqualTo(capped);
        assertThat(Config.parse(Config.of(capped).bytes())).isEqualTo(Config.of(capped));
    }

    /// Ledgers hold locks from before holders signed what they sell; they are read, and spelt as they always were.
    @Test
    void a_lock_that_agrees_on_nothing_is_written_without_it() {
        var locked = lockedBy(
                new VoucherTerms.Lock(PARTY, "request", Instant.parse("2026-11-25T13:00:00Z"), null),
                Bytes.ofHex("ab".repeat(32)));
        assertThat(locked.bytes().utf8())
                .contains("\"request\":\"request\",\"until\":\"2026-11-25T13:00:00Z\"},\"financing\"");
        assertThat(VoucherTerms.parse(locked.bytes())).isEqualTo(locked);
    }

    private static VoucherTerms lockedBy(VoucherTerms.Lock lock, Bytes salt) {
        return new VoucherTerms(
                "V1", "r-1", PARTY, OTHER, OTHER, 9_675, "CNY", DAY, DAY, lock, null, "", null, null, null, salt);
    }

    @Test
    void an_act_lies_in_the_transient_field_and_is_found_there_again() {
        var act = new SignedAct(
                Bytes.utf8(HEADER),
                List.of(Bytes.utf8("{}"), Bytes.EMPTY),
                List.of(Bytes.utf8("salt")),
                Bytes.ofHex("00ff"));
        assertThat(Transient.act(Transient.of(act))).isEqualTo(act);
        assertThat(Transient.of(act)).doesNotContainKey(Transient.COSIGNATURES);
        var agreed = new SignedAct(
                act.header(), act.rows(), act.salts(), act.signature(), List.of(Bytes.ofHex("01"), Bytes.EMPTY));
        assertThat(Transient.act(Transient.of(agreed))).isEqualTo(agreed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"000000", "00000001", "ffffffff00", "0000000200", "00000001ff00"})
    void a_list_in_the_transient_field_is_cut_nowhere_else(String rows) {
        var fields = Map.of(
                Transient.HEADER, new byte[1],
                Transient.ROWS, Bytes.ofHex(rows).toArray(),
                Transient.SALTS, new byte[0],
                Transient.SIGNATURE, new byte[1]);
        assertThatThrownBy(() -> Transient.act(fields)).isInstanceOf(Malformed.class);
    }

    @Test
    void a_transient_field_that_lacks_a_part_is_malformed() {
        assertThatThrownBy(() -> Transient.act(Map.of())).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AB", "a", "0g", "aZ"})
    void hex_has_one_spelling(String hex) {
        assertThatThrownBy(() -> Bytes.ofHex(hex)).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AB==", "AA", "A A=", "AA-_", "AA==\n"})
    void base64_has_one_spelling(String base64) {
        assertThatThrownBy(() -> Bytes.ofBase64(base64)).isInstanceOf(Malformed.class);
    }

    @Test
    void the_short_code_is_the_head_of_the_hash() {
        var hash = SignedAct.hashOf(Bytes.utf8(HEADER));
        assertThat(hash).hasSize(64);
        assertThat(SignedAct.codeOf("0a1b2c3d" + "0".repeat(56))).isEqualTo("0A1B2C3D");
    }
}
