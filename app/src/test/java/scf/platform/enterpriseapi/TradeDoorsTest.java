package scf.platform.enterpriseapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import scf.contract.Algorithm;
import scf.platform.PlatformTest;
import scf.platform.signing.MessageKey;
import scf.platform.signing.SignedClient;
import scf.platform.trade.PracticeDocuments;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Documents and claims over real, signed HTTP: what is answered to bad input, field by field.
@PlatformTest
class TradeDoorsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    DSLContext sql;

    @Value("${scf.public-url}")
    String base;

    private Party seller;
    private Party buyer;
    private Party stranger;

    private record Party(EnterpriseId id, SignedClient client) {}

    @BeforeEach
    void a_seller_a_buyer_and_somebody_else() {
        seller = party(PracticeDocuments.SELLER);
        buyer = party(PracticeDocuments.BUYER);
        stranger = party("91350100MA00000D3B");
    }

    @Test
    void a_digital_invoice_is_taken_in_once_and_kept_as_it_came() {
        String xml = PracticeDocuments.of("e-invoice.xml").replace("26352000000012345678", number());
        var first = xml(seller, "", xml);
        var again = xml(buyer, "", xml);
        String id = json(first).path("id").asString();

        assertThat(first.status()).isEqualTo(201);
        assertThat(json(first).path("payable").path("amount").asString()).isEqualTo("1000000.00");
        assertThat(again.status()).isEqualTo(200);
        assertThat(json(again).path("id").asString()).isEqualTo(id);
        var original = buyer.client().get("/v1/trade-documents/" + id + "/original");
        assertThat(original.text()).isEqualTo(xml);
        assertThat(stranger.client().get("/v1/trade-documents/" + id).status()).isEqualTo(404);
        assertThat(stranger.client()
                        .get("/v1/trade-documents/" + id + "/original")
                        .status())
                .isEqualTo(404);
        assertThat(json(seller.client().get("/v1/trade-documents?kind=INVOICE&limit=200"))
                        .path("items")
                        .findValuesAsString("id"))
                .contains(id);
    }

    @Test
    void a_document_that_names_nobody_known_is_mapped_by_the_caller_and_says_so() {
        String xml = PracticeDocuments.of("ubl-order.xml")
                .replace(PracticeDocuments.SELLER, "175 269 2355")
                .replace(PracticeDocuments.BUYER, "12356478")
                .replace("PO-2026-0817", "AEG" + number());
        var unknown = xml(seller, "", xml);
        var mapped = xml(seller, "?seller=" + seller.id() + "&buyer=" + buyer.id(), xml);

        assertThat(code(unknown, 422)).isEqualTo("unknown_party");
        assertThat(mapped.status()).isEqualTo(201);
        assertThat(json(mapped).path("warnings").findValuesAsString("code"))
                .containsExactly("party_mapped", "party_mapped");
        assertThat(code(xml(seller, "?seller=" + stranger.id(), PracticeDocuments.of("ubl-order.xml")), 422))
                .isEqualTo("mapped_against_the_document");
        assertThat(code(xml(stranger, "", PracticeDocuments.of("ubl-order.xml")), 403))
                .isEqualTo("not_your_document");
    }

    @Test
    void xml_that_cannot_be_read_is_refused_by_path_rule_and_source() {
        var answer = xml(
                seller, "", PracticeDocuments.of("ubl-invoice.xml").replace(">107.50</cbc:Pay", ">107.505</cbc:Pay"));

        assertThat(code(answer, 422)).isEqualTo("document_unreadable");
        var error = json(answer).path("errors").path(0);
        assertThat(error.path("field").asString()).isEqualTo("/Invoice/LegalMonetaryTotal/PayableAmount");
        assertThat(error.path("rule").asString()).isEqualTo("decimals_of_the_currency");
        assertThat(error.path("source").asString()).isEqualTo("ISO 4217");
        assertThat(code(xml(seller, "", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), 422))
                .isEqualTo("document_unreadable");
        assertThat(code(xml(seller, "", "{}"), 422)).isEqualTo("document_unreadable");
    }

    @Test
    void a_sheet_is_answered_row_by_row_and_what_is_right_stays() {
        String right = "26" + number().substring(2);
        String csv = "发票号码,开票日期,销售方识别号,购买方识别号,价税合计,货物名称,数量,金额\n"
                + "%s,2026-09-21,%s,%s,113.00,数控主轴,1,100.00\n"
                        .formatted(right, PracticeDocuments.SELLER, PracticeDocuments.BUYER)
                + "2.6352E+19,2026-09-21,%s,%s,113.00,数控主轴,1,100.00\n"
                        .formatted(PracticeDocuments.SELLER, PracticeDocuments.BUYER);
        var first = file(seller, "text/csv; charset=UTF-8", csv);
        var again = file(seller, "text/csv", csv);

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(json(first).path("filed").asInt()).isEqualTo(1);
        assertThat(json(first).path("refused").asInt()).isEqualTo(1);
        var refused = json(first).path("items").path(1);
        assertThat(refused.path("place").asString()).isEqualTo("row 3");
        assertThat(refused.path("problem").path("code").asString()).isEqualTo("document_unreadable");
        assertThat(refused.path("problem").path("errors").path(0).path("rule").asString())
                .isEqualTo("number_lost_digits");
        assertThat(json(again).path("filedBefore").asInt()).isEqualTo(1);
        String id =
                json(first).path("items").path(0).path("document").path("id").asString();
        assertThat(seller.client()
                        .get("/v1/trade-documents/" + id + "/original")
                        .text())
                .isEqualTo(csv);
        assertThat(code(buyer.client().get("/v1/trade-documents/" + id + "/original"), 403))
                .isEqualTo("file_of_several");
        assertThat(code(file(seller, "application/zip", "PK"), 422)).isEqualTo("document_unreadable");
    }

    @Test
    void a_document_is_worth_more_when_others_stand_to_it() {
        String suffix = number();
        String invoice = id(xml(seller, "?contract=HT-" + suffix, family("ubl-invoice.xml", suffix)));
        String path = "/v1/trade-documents/" + invoice;

        assertThat(json(seller.client().get(path)).path("grade").asString()).isEqualTo("SELF_DECLARED");
        assertThat(code(seller.client().post(path + "/countersignature", "{}"), 409))
                .isEqualTo("own_document");
        assertThat(code(buyer.client().post(path + "/countersignature", "{\"sha256\":\"00\"}"), 409))
                .isEqualTo("other_bytes");
        assertThat(buyer.client().post(path + "/countersignature", "{}").status())
                .isEqualTo(201);
        var again = buyer.client().post(path + "/countersignature", "{}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(json(again).path("grade").asString()).isEqualTo("COUNTER_SIGNED");
        assertThat(code(seller.client().post(path + "/readers", "{\"readerId\":\"%s\"}".formatted(buyer.id())), 422))
                .isEqualTo("not_a_bank");
        assertThat(stranger.client().post(path + "/countersignature", "{}").status())
                .isEqualTo(404);
        assertThat(code(
                        seller.client()
                                .post(
                                        path + "/verification",
                                        "{\"result\":\"GENUINE\",\"source\":\"x\",\"reference\":\"y\"}"),
                        403))
                .isEqualTo("wrong_kind_of_party");
        var family = json(buyer.client().get(path + "/family"));
        assertThat(family.path("documents").findValuesAsString("id")).contains(invoice);
        assertThat(family.path("streams").path(1).path("grade").asString()).isEqualTo("COUNTER_SIGNED");
        assertThat(family.path("balance").path("invoiced").path("amount").asString())
                .isEqualTo("107.50");
    }

    private static String id(SignedClient.Answer answer) {
        return json(answer).path("id").asString();
    }

    private static SignedClient.Answer file(Party party, String type, String content) {
        return party.client()
                .call(
                        "POST",
                        "/v1/trade-documents",
                        Map.of(
                                "Content-Type",
                                type,
                                "Idempotency-Key",
                                UUID.randomUUID().toString()),
                        content.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                                  | 400
            []                                                                                  | 400
            {"kind":"LETTER"}                                                                   | 400
            {"kind":"RECEIPT","number":"R-1","date":"2026-09-15"}                               | 400
            {"kind":"RECEIPT","number":"R-1","date":"2026-09-15","lines":[null]}                | 400
            {"kind":"RECEIPT","number":"R-1","date":"2026-02-30","lines":[]}                    | 400
            {"kind":"RECEIPT","number":"R-1","date":"2026-09-15","lines":[]}                    | 422
            {"kind":"RECEIPT","number":"R-1","date":"+99999-01-01","lines":[]}                  | 400
            {"kind":"RECEIPT","number":"R\\u0000","date":"2026-09-15","lines":[]}               | 422
            {"kind":"RECEIPT","number":"R-1","date":"2026-09-15","lines":[],"surprise":1}       | 400
            {"kind":"RECEIPT","number":"R-1","date":"2026-09-15","lines":[{"line":"1","quantity":"1e9"}]} | 422
            {"kind":"DESPATCH","number":"D-1","date":"2026-09-15","signedAt":"+1000000000-12-31T23:59:59Z","lines":[{"line":"1","quantity":"1"}]} | 400
            {"kind":"PAYMENT","number":"P-1","date":"2026-09-15","payer":{},"payee":{},"amount":{"amount":"1.005","currency":"CNY"}} | 400
            """)
    void rows_that_cannot_be_read_are_refused(String rows, int status) {
        var answer = seller.client().post("/v1/trade-documents", rows);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(json(answer).path("errors").isEmpty()).as(answer.text()).isFalse();
    }

    @Test
    void a_claim_is_made_by_the_seller_and_seen_by_both() {
        String suffix = number();
        String order = json(xml(seller, "", family("ubl-order.xml", suffix)))
                .path("id")
                .asString();
        xml(buyer, "", family("ubl-receipt-advice.xml", suffix));
        String invoice = json(xml(seller, "", family("ubl-invoice.xml", suffix)))
                .path("id")
                .asString();
        String claim = "{\"invoiceId\":\"%s\",\"contractNo\":\"HT-2026-09\"%s}";

        assertThat(code(buyer.client().post("/v1/receivables", claim.formatted(invoice, "")), 403))
                .isEqualTo("not_the_creditor");
        assertThat(code(seller.client().post("/v1/receivables", claim.formatted(order, "")), 422))
                .isEqualTo("not_an_invoice");
        assertThat(code(seller.client().post("/v1/receivables", claim.formatted(UUID.randomUUID(), "")), 422))
                .isEqualTo("no_such_document");
        assertThat(code(
                        seller.client()
                                .post("/v1/receivables", claim.formatted(invoice, ",\"dueDate\":\"2999-12-31\"")),
                        422))
                .isEqualTo("due_too_late");
        assertThat(seller.client().post("/v1/receivables", "{}").status()).isEqualTo(400);

        var claimed = seller.client().post("/v1/receivables", claim.formatted(invoice, ""));
        assertThat(claimed.status()).as(claimed.text()).isEqualTo(201);
        assertThat(json(claimed).path("state").asString()).isEqualTo("MATCHED");
        assertThat(json(claimed).path("supported").path("amount").asString()).isEqualTo("96.75");
        String id = json(claimed).path("id").asString();
        assertThat(json(buyer.client().get("/v1/receivables?role=DEBTOR&state=MATCHED&limit=200"))
                        .path("items")
                        .findValuesAsString("id"))
                .contains(id);
        assertThat(stranger.client().get("/v1/receivables/" + id).status()).isEqualTo(404);
        assertThat(seller.client().get("/v1/receivables?role=NOBODY").status()).isEqualTo(400);
        assertThat(code(buyer.client().post("/v1/receivables/" + id + "/confirmation/prepare", "{}"), 422))
                .isEqualTo("no_active_act_key");
        assertThat(code(seller.client().post("/v1/receivables", claim.formatted(invoice, "")), 409))
                .isEqualTo("invoice_claimed_before");
        assertThat(buyer.client()
                        .post("/v1/receivables/" + id + "/rejection", "{\"reason\":\"未收货\"}")
                        .status())
                .isEqualTo(200);
    }

    private static String family(String name, String suffix) {
        return PracticeDocuments.of(name).replace("-2026-", "-2026-" + suffix + "-");
    }

    private static String number() {
        return "26"
                + UUID.randomUUID()
                        .toString()
                        .replaceAll("\\D", "0")
                        .substring(0, 18)
                        .replace("-", "0");
    }

    private static SignedClient.Answer xml(Party party, String query, String xml) {
        return party.client()
                .call(
                        "POST",
                        "/v1/trade-documents" + query,
                        Map.of(
                                "Content-Type",
                                "application/xml",
                                "Idempotency-Key",
                                UUID.randomUUID().toString()),
                        xml.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(SignedClient.Answer answer) {
        return JSON.readTree(answer.text());
    }

    private static String code(SignedClient.Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return json(answer).path("code").asString();
    }

    /// The party under this code, registered on the first use; each test signs with a key of its own.
    private Party party(String code) {
        sql.execute("""
                insert into enterprise.enterprises
                       (id, kind, name, scheme, identifier, size_at_contract, registered_at)
                values (?, 'ENTERPRISE', '闽江测试机械有限公司', 'USCC', ?, 'SMALL', now())
                on conflict (scheme, identifier) do nothing
                """, UUID.randomUUID(), code);
        var id = new EnterpriseId(sql.fetchSingle("select id from enterprise.enterprises where identifier = ?", code)
                .get(0, UUID.class));
        var kid = new KeyId("door-" + UUID.randomUUID());
        var key = MessageKey.draw(kid, Algorithm.ED25519);
        sql.execute("""
                insert into enterprise.keys (kid, owner_id, usage, algorithm, public_key, held_by, status, registrar_id,
                                             registered_at, not_before, not_after)
                values (?, ?, 'HTTP', 'ed25519', ?, 'erp', 'ACTIVE', ?, now(), now() - interval '1 day',
                        now() + interval '1 year')
                """, kid.value(), id.value(), key.publicKey().toArray(), id.value());
        return new Party(id, SignedClient.of(HTTP, URI.create(base), id.toString(), key, Clock.systemUTC()));
    }
}
