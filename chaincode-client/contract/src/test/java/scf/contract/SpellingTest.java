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
        return Map.of(
                ActType.REGISTER_KEY,
                new KeyRow("master-2026", PARTY, Role.ENTERPRISE, Algorithm.SM2_SM3, PUBLIC_KEY),
                ActType.ROTATE_KEY,
                new RotateKeyRow("master-2026", "master-2027", Algorithm.SM2_SM3_ASN1, PUBLIC_KEY, PUBLIC_KEY),
                ActType.REVOKE_KEY,
                new RevokeKeyRow("master-2026", "遗失 \"USB\\Key\""),
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
                        DAY),
                ActType.ISSUE,
                new IssueRow("V1", "r-1", PARTY, OTHER, 9_675, "CNY", DAY, DAY),
                ActType.ACCEPT,
                new AcceptRow("V1", OTHER),
                ActType.LOCK,
                new LockRow("V1", OTHER, PARTY, "request", Instant.parse("2026-11-25T13:00:00Z")),
                ActType.RELEASE,
                new ReleaseRow("V1", PARTY, "报价撤回"),
                ActType.FUND,
                new FundRow("V1", PARTY, "loan", Product.PLEDGE, 1, "CNY"),
                ActType.SETTLE,
                new SettleRow("V1", 4, "回单 42", 9_675, "CNY"));
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
        assertThatThrownBy(() -> new FundRow("V1", PARTY, "loan", Product.PLEDGE, minor, "CNY"))
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
        var locked = new VoucherTerms(
                "V1",
                "r-1",
                PARTY,
                OTHER,
                OTHER,
                9_675,
                "CNY",
                DAY,
                DAY,
                new VoucherTerms.Lock(PARTY, "request", Instant.parse("2026-11-25T13:00:00Z")),
                null,
                "",
                commitment);
        assertThat(VoucherTerms.parse(locked.bytes())).isEqualTo(locked);
    }

    @Test
    void an_act_lies_in_the_transient_field_and_is_found_there_again() {
        var act = new SignedAct(
                Bytes.utf8(HEADER),
                List.of(Bytes.utf8("{}"), Bytes.EMPTY),
                List.of(Bytes.utf8("salt")),
                Bytes.ofHex("00ff"));
        assertThat(Transient.act(Transient.of(act))).isEqualTo(act);
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
