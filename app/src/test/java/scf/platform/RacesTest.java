package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.LiveTown.PLEDGE;
import static scf.platform.LiveTown.atOnce;
import static scf.platform.LiveTown.cny;
import static scf.platform.LiveTown.text;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import scf.contract.VoucherState.Standing;
import scf.gateway.LedgerClient;
import scf.platform.creditline.CreditLines;
import scf.platform.signing.SignedClient.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Many callers at the same moment, at the real doors, with acts that really go to the ledger: one winner where there
/// is room for one, ten where there is room for ten, and a plain refusal for everybody else.
@PlatformTest
class RacesTest {

    private static final String FACE = "1000.00";

    @Autowired
    ApplicationContext platform;

    @Autowired
    DSLContext sql;

    @Autowired
    CreditLines creditLines;

    @Autowired
    LedgerClient ledger;

    private LiveTown town;

    /// An acceptance, signed and ready to be sent.
    private record Acceptance(String request, String act, ObjectNode body) {}

    @BeforeEach
    void a_town() {
        town = new LiveTown(platform);
    }

    @Test
    void of_32_acceptances_on_a_line_with_room_for_10_exactly_10_are_taken() {
        String line = town.line(town.bank, "10000.00");
        var vouchers = town.active(32, FACE);
        var acceptances = atOnce(32, number -> {
            String request = town.request(vouchers.get(number), PLEDGE, FACE, town.bank);
            return acceptance(request, town.offer(town.bank, request, PLEDGE, FACE));
        });

        var answers = atOnce(32, number -> sent(acceptances.get(number)));

        assertThat(statuses(answers)).isEqualTo(Map.of(202, 10L, 422, 22L));
        assertThat(refusals(answers)).allSatisfy(refusal -> {
            assertThat(text(refusal, "/code")).isEqualTo("LIMIT_CHAIN");
            assertThat(text(refusal, "/errors/0/field")).isEqualTo("/offerId");
            assertThat(text(refusal, "/available/amount")).isEqualTo("0.00");
            assertThat(text(refusal, "/shortBy/amount")).isEqualTo(FACE);
        });
        var winners = numbersOf(202, answers).map(vouchers::get).toList();
        numbersOf(202, answers).map(acceptances::get).forEach(won -> town.committed(won.act()));
        assertThat(lockedOnTheLedger(vouchers)).containsExactlyInAnyOrderElementsOf(winners);
        assertThat(states(vouchers)).isEqualTo(Map.of("FIN_LOCKED", 10L, "ACTIVE", 22L));
        assertThat(holds(line)).isEqualTo(Map.of("PENDING 100000", 10L));
        assertThat(reserved(town.bank, line)).isEqualTo("10000.00");
        assertThat(creditLines.audit()).isEmpty();
    }

    @Test
    void of_16_acceptances_on_one_voucher_exactly_one_is_taken() {
        var banks = List.of(town.bank, town.secondBank, town.thirdBank);
        var lines = banks.stream().map(bank -> town.line(bank, "100000.00")).toList();
        String voucher = town.active(1, FACE).getFirst();
        var requests = List.of(1, 2).stream().map(_ -> request(voucher)).toList();
        var acceptances = atOnce(16, number -> {
            String request = requests.get(number % 2);
            return acceptance(request, town.offer(banks.get(number % 3), request, PLEDGE, FACE));
        });

        var answers = atOnce(16, number -> sent(acceptances.get(number)));

        assertThat(statuses(answers)).isEqualTo(Map.of(202, 1L, 409, 15L));
        assertThat(refusals(answers))
                .allSatisfy(
                        refusal -> assertThat(text(refusal, "/code")).isIn("request_not_open", "voucher_not_active"));
        var won = numbersOf(202, answers).map(acceptances::get).findFirst().orElseThrow();
        town.committed(won.act());
        assertThat(lockedOnTheLedger(List.of(voucher))).containsExactly(voucher);
        assertThat(lockActs(voucher)).containsExactly(won.act());
        assertThat(lines.stream().flatMap(line -> holds(line).keySet().stream()))
                .containsExactly("PENDING 100000");
        assertThat(IntStream.range(0, 3).mapToObj(number -> reserved(banks.get(number), lines.get(number))))
                .containsExactlyInAnyOrder("1000.00", "0.00", "0.00");
        assertThat(creditLines.audit()).isEmpty();
    }

    @Test
    void one_key_twelve_times_at_once_makes_one_loan_and_twelve_equal_answers() {
        String line = town.line(town.bank, "100000.00");
        String request = town.request(town.active(1, FACE).getFirst(), PLEDGE, FACE, town.bank);
        town.accepted(request, town.offer(town.bank, request, PLEDGE, FACE));
        town.registered(town.bank, request);
        String body = JsonMapper.shared().writeValueAsString(Map.of("requestId", request, "amount", cny(FACE)));
        String key = UUID.randomUUID().toString();

        var answers = atOnce(12, _ -> town.bank.client().post("/v1/loans", body, key));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
        assertThat(answers.stream().map(answer -> answer.header("location")).distinct())
                .hasSize(1);
        assertThat(answers.stream()
                        .filter(answer -> answer.header("idempotency-replayed").isPresent()))
                .hasSize(11);
        assertThat(sql.fetch("select id from loan.loans where request_id = ?", UUID.fromString(request)))
                .hasSize(1);
        assertThat(text(
                        town.read(
                                town.bank, answers.getFirst().header("location").orElseThrow()),
                        "/state"))
                .isEqualTo("PENDING_DISBURSE");
        assertThat(holds(line)).isEqualTo(Map.of("POSTED 100000", 1L));
        assertThat(reserved(town.bank, line)).isEqualTo("0.00");
        assertThat(creditLines.audit()).isEmpty();
    }

    private String request(String voucher) {
        return town.request(voucher, PLEDGE, FACE, town.bank, town.secondBank, town.thirdBank);
    }

    private Acceptance acceptance(String request, String offer) {
        var chosen = Map.of("offerId", offer);
        var prepared = town.prepared(town.supplier, "/v1/financing-requests/" + request + "/acceptance", chosen);
        var signed = LiveTown.signed(prepared, town.supplier.act());
        return new Acceptance(request, text(prepared, "/hash"), LiveTown.with(chosen, signed));
    }

    private Answer sent(Acceptance acceptance) {
        return town.post(
                town.supplier.client(),
                "/v1/financing-requests/" + acceptance.request() + "/acceptance",
                acceptance.body());
    }

    private static Map<Integer, Long> statuses(List<Answer> answers) {
        return answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
    }

    private static List<JsonNode> refusals(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.status() >= 400)
                .map(LiveTown::json)
                .toList();
    }

    private static java.util.stream.Stream<Integer> numbersOf(int status, List<Answer> answers) {
        return IntStream.range(0, answers.size())
                .filter(number -> answers.get(number).status() == status)
                .boxed();
    }

    private Map<String, Long> states(List<String> vouchers) {
        return vouchers.stream()
                .map(voucher -> text(town.read(town.supplier, "/v1/vouchers/" + voucher), "/state"))
                .collect(Collectors.groupingBy(state -> state, Collectors.counting()));
    }

    /// Asked of the ledger itself.
    private List<String> lockedOnTheLedger(List<String> vouchers) {
        return vouchers.stream()
                .filter(voucher -> ledger.voucher(voucher).orElseThrow().state() == Standing.FIN_LOCKED)
                .toList();
    }

    /// The locks that the ledger was told of.
    private List<String> lockActs(String voucher) {
        return sql.fetch("""
                        select prepared.act_hash
                          from ledger.entries told join ledger.prepared_acts prepared using (act_hash)
                         where prepared.type = 'LOCK' and prepared.subject = ?
                        """, voucher).getValues(0, String.class);
    }

    /// How many holds stand on the line, by state and fen.
    private Map<String, Long> holds(String line) {
        return sql
                .fetch(
                        "select state || ' ' || amount_minor from creditline.holds where line_id = ?",
                        UUID.fromString(line))
                .getValues(0, String.class)
                .stream()
                .collect(Collectors.groupingBy(hold -> hold, Collectors.counting()));
    }

    private String reserved(LiveTown.Party bank, String line) {
        return text(town.read(bank, "/v1/credit-lines/" + line), "/nodes/0/reserved/amount");
    }
}
