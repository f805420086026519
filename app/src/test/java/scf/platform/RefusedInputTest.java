package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static scf.platform.LiveTown.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import scf.platform.AuthorizationTable.Role;
import scf.platform.signing.SignedClient.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Bad input at every door: what is wrong is told by field, rule and source, and nothing that can be written into a
/// body breaks the platform.
@PlatformTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedInputTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// What somebody writes where something else is wanted.
    private static final List<JsonNode> ODDITIES = Stream.of(
                    "null",
                    "-1",
                    "\"\"",
                    "\"\\u0000\"",
                    "{}",
                    "[]",
                    "[null]",
                    "\"2026-02-30\"",
                    "\"" + "长".repeat(3000) + "\"")
            .map(JSON::readTree)
            .toList();

    private final AuthorizationTable table = AuthorizationTable.read();
    private final ApiPage page = ApiPage.read();

    @Autowired
    ApplicationContext platform;

    private EveryDoor doors;

    @BeforeAll
    void a_town_with_an_object_behind_each_door() {
        doors = EveryDoor.of(platform);
    }

    @Test
    void a_field_that_a_door_does_not_know_is_refused_by_name() {
        var wrong = atEveryDoor(call -> {
            var body = ((ObjectNode) Objects.requireNonNull(call.body())).deepCopy();
            body.put("surprise", 1);
            return body.toString();
        });
        assertThat(without(wrong, "400 unknown_field /surprise")).isEmpty();
    }

    @Test
    void a_body_is_one_json_value_and_nothing_after_it() {
        assertThat(without(atEveryDoor(call -> call.body() + " {}"), "400 malformed_json "))
                .isEmpty();
        assertThat(without(atEveryDoor(_ -> "{\"a\":"), "400 malformed_json ")).isEmpty();
        assertThat(without(atEveryDoor(_ -> "[]"), "400 wrong_type ")).isEmpty();
    }

    @Test
    void what_is_required_and_left_out_is_named() {
        assertThat(sideBySide(this::leavingOut))
                .allSatisfy(silent -> assertThat(silent).isEmpty());
    }

    private List<String> leavingOut(String route) {
        var silent = new ArrayList<String>();
        var call = doors.own(route);
        var fields = List.copyOf(((ObjectNode) Objects.requireNonNull(call.body())).propertyNames());
        for (String field : fields) {
            var body = ((ObjectNode) call.body()).deepCopy();
            body.remove(field);
            var answer = call.sent(caller(route), body.toString().getBytes(StandardCharsets.UTF_8));
            boolean named = answer.status() < 400
                    || answer.status() == 409
                    || errors(answer).stream()
                            .anyMatch(error -> error.path("field").asString().startsWith("/"));
            if (!named) {
                silent.add(route + " without " + field + ": " + said(answer));
            }
        }
        return silent;
    }

    @Test
    void no_oddity_breaks_a_door_and_each_refusal_names_field_rule_and_source() {
        assertThat(sideBySide(this::oddities))
                .allSatisfy(silent -> assertThat(silent).isEmpty());
    }

    @Test
    void half_a_character_is_refused_in_every_text_by_the_name_of_its_field() {
        assertThat(sideBySide(this::halves))
                .allSatisfy(taken -> assertThat(taken).isEmpty());
    }

    private List<String> halves(String route) {
        var taken = new ArrayList<String>();
        var call = doors.own(route);
        for (String pointer : leaves(Objects.requireNonNull(call.body()), "")) {
            if (call.body().at(pointer).isString()) {
                String body = replaced(
                                call.body(), pointer, JSON.getNodeFactory().stringNode("@half@"))
                        .toString();
                var answer = doors.own(route)
                        .sent(caller(route), body.replace("@half@", "\\ud800").getBytes(StandardCharsets.UTF_8));
                String field = json(answer).at("/errors/0/field").asString("");
                boolean named = !field.isEmpty() && pointer.startsWith(field) && isTold(answer);
                if (!named || (answer.status() != 400 && answer.status() != 422)) {
                    taken.add(route + " " + pointer + ": " + said(answer));
                }
            }
        }
        return taken;
    }

    private List<String> oddities(String route) {
        var silent = new ArrayList<String>();
        var call = doors.own(route);
        for (String pointer : leaves(Objects.requireNonNull(call.body()), "")) {
            for (JsonNode oddity : ODDITIES) {
                var answer = doors.own(route)
                        .with(replaced(call.body(), pointer, oddity))
                        .by(caller(route));
                boolean input = answer.status() == 400 || answer.status() == 422;
                boolean state = answer.status() == 409;
                boolean ruled =
                        !errors(answer).isEmpty() && errors(answer).stream().allMatch(RefusedInputTest::isRuled);
                if (answer.status() >= 500 || (input && !isTold(answer)) || (state && !ruled)) {
                    silent.add(route + " " + pointer + " = " + shortened(oddity) + ": " + said(answer));
                }
            }
        }
        return silent;
    }

    /// Every place in a body that holds a value and no further places.
    private static List<String> leaves(JsonNode body, String pointer) {
        var leaves = new ArrayList<String>();
        if (body instanceof ObjectNode object) {
            object.properties()
                    .forEach(field -> leaves.addAll(leaves(field.getValue(), pointer + "/" + field.getKey())));
        } else if (body instanceof ArrayNode array && !array.isEmpty()) {
            leaves.addAll(leaves(array.get(0), pointer + "/0"));
        } else {
            leaves.add(pointer);
        }
        return leaves;
    }

    private static JsonNode replaced(JsonNode body, String pointer, JsonNode by) {
        var copy = body.deepCopy();
        int last = pointer.lastIndexOf('/');
        var parent = copy.at(pointer.substring(0, last));
        if (parent instanceof ObjectNode object) {
            object.set(pointer.substring(last + 1), by);
        } else {
            ((ArrayNode) parent).set(0, by);
        }
        return copy;
    }

    private static boolean isTold(Answer answer) {
        var errors = errors(answer);
        return !errors.isEmpty() && errors.stream().allMatch(error -> error.has("field") && isRuled(error));
    }

    /// Rule and source, and a sentence for a person: of ours, not of a library.
    private static boolean isRuled(JsonNode error) {
        String sentence = error.path("message").asString("");
        return !error.path("rule").asString("").isBlank()
                && !error.path("source").asString("").isBlank()
                && !sentence.isBlank()
                && List.of("java.", "scf.", "Exception", "No enum").stream().noneMatch(sentence::contains);
    }

    private static List<JsonNode> errors(Answer answer) {
        return json(answer).path("errors").valueStream().toList();
    }

    private static String shortened(JsonNode oddity) {
        String text = oddity.toString();
        return text.length() > 40 ? text.substring(0, 10) + "…" : text;
    }

    private static String said(Answer answer) {
        return answer.status() + " " + answer.text();
    }

    /// What each door that reads a body says to this one: status, code and the first field.
    private Map<String, String> atEveryDoor(Function<EveryDoor.Call, String> body) {
        var said = new LinkedHashMap<String, String>();
        sideBySide(route -> Map.entry(route, told(route, body))).forEach(one -> said.put(one.getKey(), one.getValue()));
        return said;
    }

    private String told(String route, Function<EveryDoor.Call, String> body) {
        var call = doors.own(route);
        var answer = call.sent(caller(route), body.apply(call).getBytes(StandardCharsets.UTF_8));
        return answer.status() + " " + json(answer).path("code").asString() + " "
                + json(answer).at("/errors/0/field").asString("?");
    }

    private static Map<String, String> without(Map<String, String> said, String expected) {
        said.values().removeIf(expected::equals);
        return said;
    }

    private <T> List<T> sideBySide(Function<String, T> trial) {
        var routes = writing();
        return LiveTown.sideBySide(routes.size(), number -> trial.apply(routes.get(number)));
    }

    /// The routes that read a body.
    private List<String> writing() {
        return table.rows().keySet().stream().filter(page::readsABody).toList();
    }

    private LiveTown.Party caller(String route) {
        return table.letIn(route).in(doors.town());
    }

    /// A sound body with some fields changed (RFC 7396), and what is then wrong with it.
    @ParameterizedTest(name = "{0} as {1} with {2}: {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST /v1/enterprises | CITY | {"identifier":"91350100MA00000C5H"}            | 422 | invalid_field    | /identifier
            POST /v1/enterprises | CITY | {"scheme":"LEI"}                               | 422 | invalid_field    | /identifier
            POST /v1/enterprises | CITY | {"name":" "}                                   | 422 | invalid_field    | /name
            POST /v1/enterprises | CITY | {"size":null}                                  | 422 | size_missing     | /size
            POST /v1/enterprises | CITY | {"kind":"CITY"}                                | 409 | city_exists      | /kind
            POST /v1/enterprises | CITY | {}                                             | 409 | identifier_taken | /identifier
            POST /v1/enterprises/{owner}/accounts | SUPPLIER | {"number":"12"}           | 422 | invalid_field    | /number
            POST /v1/enterprises/{owner}/accounts | SUPPLIER | {"bankCode":"31339108"}   | 422 | invalid_field    | /bankCode
            POST /v1/enterprises/{owner}/accounts | SUPPLIER | {"bankId":"00000000-0000-4000-8000-000000000000"} | 422 | no_such_bank | /bankId
            POST /v1/keys | CITY | {"usage":"smtp"}                                      | 422 | invalid_field    | /usage
            POST /v1/keys | CITY | {"algorithm":"rsa"}                                   | 422 | unknown_algorithm | /algorithm
            POST /v1/keys | CITY | {"algorithm":"sm2-sm3"}                               | 422 | unsound_key      | /publicKey
            POST /v1/keys | CITY | {"publicKey":null}                                    | 422 | one_public_key   | /publicKey
            POST /v1/keys | CITY | {"proof":"AAAA"}                                      | 422 | proof_invalid    | /proof
            POST /v1/keys | CITY | {"notAfter":"2020-01-01T00:00:00Z"}                   | 422 | validity_upside_down | /notAfter
            POST /v1/keys | CITY | {"usage":"act"}                                       | 422 | proof_invalid    | /proof
            POST /v1/chains | CITY | {"industry":"x"}                                    | 422 | invalid_field    | /industry
            POST /v1/chains | CITY | {"masterId":"00000000-0000-4000-8000-000000000000"} | 422 | no_such_enterprise | /masterId
            POST /v1/chains/{id}/members | CHAIN_MASTER | {"tier":0}                     | 422 | tier_out_of_range | /tier
            POST /v1/chains/{id}/members | CHAIN_MASTER | {"tier":2}                     | 422 | inviter_missing  | /inviterId
            POST /v1/chains/{id}/members | CHAIN_MASTER | {}                             | 409 | member_before    | /enterpriseId
            POST /v1/whitelist/entries | CHAIN_MASTER | {"reason":""}                    | 422 | invalid_field    | /reason
            POST /v1/whitelist/entries | CHAIN_MASTER | {}                               | 409 | entry_lives      | /enterpriseId
            POST /v1/whitelist/entries/{id}/publication | CITY | {"noticeDays":-1}       | 422 | invalid_field    | /noticeDays
            POST /v1/credit-lines | BANK | {"effectiveFrom":"2020-01-01"}                | 409 | granted_before   | /chainId
            POST /v1/credit-lines | OTHER_BANK | {}                                      | 422 | period_upside_down | /effectiveTo
            POST /v1/credit-lines | BANK | {"chainId":"00000000-0000-4000-8000-000000000000"} | 422 | no_such_chain | /chainId
            POST /v1/credit-lines | BANK | {"limit":{"amount":"1.005"}}                  | 400 | wrong_type       | /limit
            POST /v1/credit-lines | BANK | {"revolving":"yes"}                           | 400 | wrong_type       | /revolving
            POST /v1/credit-lines/{id}/sub-limits | BANK | {"rows":[]}                   | 422 | rows             | /rows
            POST /v1/credit-lines/{id}/sub-limits | BANK | {"batchNo":"a b"}             | 422 | invalid_field    | /batchNo
            PATCH /v1/credit-lines/{id}/nodes/{node} | BANK | {"limit":{"currency":"EUR"}} | 422 | currency_differs | /limit/currency
            POST /v1/credit-lines/{id}/freeze | BANK | {"reason":"\\u0007"}              | 422 | invalid_field    | /reason
            POST /v1/vouchers/prepare | CHAIN_MASTER | {"amount":{"amount":"0.00"}}      | 422 | amount_above_confirmed | /amount/amount
            POST /v1/vouchers/prepare | CHAIN_MASTER | {"amount":{"amount":"9999999.00"}} | 422 | amount_above_confirmed | /amount/amount
            POST /v1/vouchers/prepare | CHAIN_MASTER | {"amount":{"currency":"EUR"}}     | 422 | other_currency   | /amount/currency
            POST /v1/vouchers/prepare | CHAIN_MASTER | {"dueDate":"2020-01-01"}          | 422 | due_date_too_early | /dueDate
            POST /v1/vouchers/prepare | CHAIN_MASTER | {"dueDate":"2099-01-01"}          | 422 | tenor_exceeded   | /dueDate
            POST /v1/vouchers/prepare | CHAIN_MASTER | {"key":"nobodys-key"}             | 422 | act_key_not_active | /key
            POST /v1/vouchers | CHAIN_MASTER | {"act":{"signature":"AAAA"}}              | 422 | act_signature_invalid | /act/signature
            POST /v1/vouchers | CHAIN_MASTER | {"act":{"header":"e30="}}                 | 422 | act_not_prepared | /act/header
            POST /v1/vouchers | CHAIN_MASTER | {"act":{"header":"?"}}                    | 400 | act_not_readable | /act/header
            POST /v1/vouchers | CHAIN_MASTER | {"act":{"rows":[]}}                       | 422 | act_tampered_with | /act/rows
            POST /v1/financing-requests | SUPPLIER | {"amount":{"amount":"1000.01"}}     | 422 | amount_above_voucher | /amount/amount
            POST /v1/financing-requests | SUPPLIER | {"bankIds":[]}                      | 422 | banks_to_ask     | /bankIds
            POST /v1/financing-requests | SUPPLIER | {"product":"FACTORING"}             | 400 | wrong_type       | /product
            POST /v1/financing-requests | SUPPLIER | {"product":"PAYABLES_FINANCE","amount":{"amount":"1.00"}} | 422 | part_is_not_sold | /amount/amount
            POST /v1/financing-requests/{id}/offers | BANK | {"annualRate":"3,85"}       | 400 | wrong_type       | /annualRate
            POST /v1/financing-requests/{id}/offers | BANK | {"dayCount":"30/360"}       | 400 | wrong_type       | /dayCount
            POST /v1/financing-requests/{id}/offers | BANK | {"dayCount":360}            | 400 | wrong_type       | /dayCount
            POST /v1/standing-terms | BANK | {"fees":{"amount":"1.00"}}                  | 422 | fees_as_interest | /fees
            POST /v1/standing-terms | BANK | {"annualRate":"99.0000"}                    | 422 | rate_out_of_reason | /annualRate
            POST /v1/loans | BANK | {"amount":{"amount":"1e3"}}                          | 400 | wrong_type       | /amount
            POST /v1/loans/{id}/repayments | BANK | {"bankReference":" "}                | 422 | invalid_field    | /bankReference
            POST /v1/registrations | BANK | {"registeredAt":"2026-09-21"}                | 400 | wrong_type       | /registeredAt
            POST /v1/registrations | BANK | {"assetText":" "}                            | 422 | invalid_field    | /assetText
            POST /v1/receivables | SUPPLIER | {}                                         | 409 | invoice_claimed_before | /amount/amount
            POST /v1/receivables | SUPPLIER | {"contractNo":""}                          | 422 | invalid_field    | /contractNo
            POST /v1/receivables/{id}/rejection | CHAIN_MASTER | {"reason":""}           | 422 | invalid_field    | /reason
            POST /v1/trade-documents | SUPPLIER | {"kind":null}                          | 400 | wrong_type       | /kind
            POST /v1/trade-documents | SUPPLIER | {"kind":"LETTER"}                      | 400 | wrong_type       | /kind
            POST /v1/financing-requests | SUPPLIER | {"voucherNo":"V\\u0000"}            | 400 | wrong_type       | /voucherNo
            POST /v1/bank-receipts | BANK | {"camt054":"<Document/>"}                    | 422 | camt054_not_acceptable | /camt054
            POST /v1/registrations | BANK | {"registeredAt":1900000000}                  | 400 | wrong_type       | /registeredAt
            POST /v1/registrations | BANK | {"termMonths":"12"}                          | 400 | wrong_type       | /termMonths
            POST /v1/registrations | BANK | {"termMonths":12.5}                          | 400 | wrong_type       | /termMonths
            POST /v1/registrations | BANK | {"searchResult":0}                           | 400 | wrong_type       | /searchResult
            POST /v1/registrations | BANK | {"assetText":"a\\u202eb"}                    | 422 | invalid_field    | /assetText
            POST /v1/credit-lines | BANK | {"effectiveFrom":20000}                       | 400 | wrong_type       | /effectiveFrom
            POST /v1/credit-lines | BANK | {"effectiveFrom":[2026,2,3]}                  | 400 | wrong_type       | /effectiveFrom
            POST /v1/credit-lines | BANK | {"effectiveTo":"+999999999-12-31"}            | 400 | wrong_type       | /effectiveTo
            POST /v1/credit-lines | BANK | {"revolving":1}                               | 400 | wrong_type       | /revolving
            POST /v1/credit-lines | BANK | {"limit":{"amount":100}}                      | 400 | wrong_type       | /limit
            POST /v1/enterprises | CITY | {"name":17}                                    | 400 | wrong_type       | /name
            POST /v1/financing-requests/{id}/offers | BANK | {"annualRate":3.85}         | 400 | wrong_type       | /annualRate
            POST /v1/bank-receipts/prepare | BANK | {}                                   | 422 | nothing_matches  | /camt054
            """)
    void what_is_wrong_is_told_by_field_rule_and_source(
            String route, Role role, String change, int status, String code, String field) {
        var call = doors.own(route);
        var body = merged(Objects.requireNonNull(call.body()).deepCopy(), JSON.readTree(change));
        var answer = call.with(body).by(role.in(doors.town()));

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(json(answer).path("code").asString()).isEqualTo(code);
        assertThat(json(answer).at("/errors/0/field").asString("?")).isEqualTo(field);
        assertThat(isTold(answer)).as(answer.text()).isTrue();
    }

    private static JsonNode merged(JsonNode into, JsonNode change) {
        if (!(into instanceof ObjectNode target) || !(change instanceof ObjectNode patch)) {
            return change;
        }
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                target.remove(field.getKey());
            } else {
                target.set(field.getKey(), merged(target.path(field.getKey()), field.getValue()));
            }
        });
        return target;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/loans?limit=0                            | limit_invalid  | ?limit
            /v1/vouchers?limit=201                       | limit_invalid  | ?limit
            /v1/chains?cursor=x                          | cursor_invalid | ?cursor
            /v1/receivables?role=NOBODY                  | wrong_type     | ?role
            /v1/trade-documents?kind=LETTER              | wrong_type     | ?kind
            /v1/whitelist?asOf=2026-02-30                | wrong_type     | ?asOf
            /v1/whitelist?asOf=2099-01-01                | day_to_come    | ?asOf
            /v1/whitelist?asOf=-9999-01-01               | wrong_type     | ?asOf
            /v1/rules?on=20000                           | wrong_type     | ?on
            /v1/loans?ofset=50                           | unknown_parameter  | ?ofset
            /v1/acts/00?limit=1                          | unknown_parameter  | ?limit
            /v1/loans?limit=1&limit=2                    | repeated_parameter | ?limit
            """)
    void what_is_wrong_in_a_query_is_told_too(String path, String code, String field) {
        var answer = doors.town().supplier.client().get(path);

        assertThat(answer.status()).as(answer.text()).isIn(400, 422);
        assertThat(json(answer).path("code").asString()).isEqualTo(code);
        assertThat(json(answer).at("/errors/0/field").asString("?")).isEqualTo(field);
        assertThat(isTold(answer)).as(answer.text()).isTrue();
    }
}
