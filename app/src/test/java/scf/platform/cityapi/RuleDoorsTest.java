package scf.platform.cityapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import scf.contract.Algorithm;
import scf.platform.LiveTown;
import scf.platform.PlatformTest;
import scf.platform.TestCity;
import scf.platform.signing.MessageKey;
import scf.platform.signing.SignedClient;
import scf.platform.trade.PracticeDocuments;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.KeyId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The rulebook over real, signed HTTP: who changes a rule, who is told what was judged, who sees what goes to the
/// city.
@PlatformTest
class RuleDoorsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    DSLContext sql;

    @Autowired
    ApplicationContext platform;

    @Value("${scf.public-url}")
    String base;

    private SignedClient officer;
    private SignedClient second;
    private SignedClient seller;
    private SignedClient buyer;
    private SignedClient stranger;

    @BeforeEach
    void a_city_a_seller_a_buyer_and_somebody_else() {
        if (sql.fetchCount(DSL.table("enterprise.enterprises"), DSL.condition("kind = 'CITY'")) == 0) {
            new LiveTown(platform);
        }
        officer = person(TestCity.ID, "officer-1");
        second = person(TestCity.ID, "officer-2");
        seller = person(enterprise(PracticeDocuments.SELLER), "erp");
        buyer = person(enterprise(PracticeDocuments.BUYER), "erp");
        stranger = person(enterprise("91350100MA00000D3B"), "erp");
    }

    @Test
    void a_rule_is_proposed_by_one_officer_and_approved_by_another_and_read_by_everybody() {
        String versions = "/v1/rules/R-16/versions";
        String change = """
                {"inForceFrom":"%s","source":"条例修订","effect":"ESCALATE",
                 "parameters":{"transfer_working_days":5,"result_days":30,"longest_days":60}}""";

        assertThat(code(seller.post(versions, change.formatted("2099-01-01")), 403))
                .isEqualTo("wrong_kind_of_party");
        assertThat(code(officer.post(versions, change.formatted("2020-01-01")), 422))
                .isEqualTo("in_the_past");
        assertThat(code(officer.post(versions, change.formatted("2099-01-01").replace("longest", "other")), 422))
                .isEqualTo("other_figures");
        assertThat(code(officer.post(versions, change.formatted("2099-01-01").replace(":60", ":-1")), 422))
                .isEqualTo("invalid_field");
        assertThat(officer.post("/v1/rules/R-99/versions", change.formatted("2099-01-01"))
                        .status())
                .isEqualTo(404);

        var proposed = officer.post(versions, change.formatted("2099-01-01"));
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        String place = versions + "/" + json(proposed).path("version").asInt();
        assertThat(json(proposed).path("state").asString()).isEqualTo("PROPOSED");
        assertThat(stranger.get(place).status()).isEqualTo(404);
        assertThat(code(officer.post(place + "/approval", "{}"), 422)).isEqualTo("maker_is_checker");
        assertThat(json(second.post(place + "/approval", "{}")).path("state").asString())
                .isEqualTo("APPROVED");
        assertThat(code(second.post(place + "/approval", "{}"), 409)).isEqualTo("approved_before");

        assertThat(stranger.get(place).status()).isEqualTo(200);
        assertThat(inForce("2098-12-31")).isEqualTo(90);
        assertThat(inForce("2099-01-01")).isEqualTo(60);
        assertThat(json(stranger.get(versions)).path("items").size()).isEqualTo(2);
        assertThat(json(stranger.get("/v1/rules?limit=1")).path("next").isNull())
                .isFalse();
    }

    private int inForce(String day) {
        for (var rule : json(stranger.get("/v1/rules?limit=200&on=" + day)).path("items")) {
            if (rule.path("code").asString().equals("R-16")) {
                return rule.path("parameters").path("longest_days").asInt();
            }
        }
        throw new AssertionError("R-16 is not in force on " + day);
    }

    @Test
    void what_was_judged_is_explained_to_both_sides_and_to_the_city_and_to_nobody_else() {
        String invoice = filedInvoice();
        String claim = "{\"invoiceId\":\"%s\",\"contractNo\":\"HT-2026-09\"}".formatted(invoice);
        String id = json(seller.post("/v1/receivables", claim)).path("id").asString();
        assertThat(code(seller.post("/v1/receivables", claim), 409)).isEqualTo("invoice_claimed_before");

        for (var reader : new SignedClient[] {seller, buyer, officer}) {
            assertThat(json(reader.get("/v1/explanations/" + id)).path("items").findValuesAsString("rule"))
                    .containsExactly("R-02", "R-03", "R-11");
        }
        var refusal =
                json(seller.get("/v1/explanations/" + invoice)).path("items").path(0);
        assertThat(refusal.path("outcome").asString()).isEqualTo("REFUSED");
        assertThat(refusal.path("words").asString()).contains("真实贸易背景", "R-02 version 1", "unclaimed 0.00 CNY");
        assertThat(stranger.get("/v1/explanations/" + id).status()).isEqualTo(404);
        assertThat(stranger.get("/v1/explanations/" + UUID.randomUUID())
                        .text()
                        .replaceAll("\"instance\":\"[^\"]*\"", ""))
                .isEqualTo(stranger.get("/v1/explanations/" + id).text().replaceAll("\"instance\":\"[^\"]*\"", ""));
        var first = json(seller.get("/v1/explanations/" + id + "?limit=1"));
        assertThat(first.path("items").size()).isEqualTo(1);
        assertThat(json(seller.get("/v1/explanations/" + id + "?limit=1&cursor="
                                + first.path("next").asString()))
                        .path("items")
                        .findValuesAsString("rule"))
                .containsExactly("R-03");
    }

    @Test
    void a_batch_names_each_row_that_is_refused_and_is_previewed_without_effect() {
        String invoice = filedInvoice();
        String claim = "{\"invoiceId\":\"%s\",\"contractNo\":\"HT-2026-09\"}".formatted(invoice);
        String id = json(seller.post("/v1/receivables", claim)).path("id").asString();
        String rows = "{\"rows\":[{\"receivableId\":\"%s\"},{\"receivableId\":\"%s\"}]}";

        var preview = json(buyer.post("/v1/confirmations/preview", rows.formatted(id, UUID.randomUUID())));
        assertThat(preview.path("refused").asInt()).isEqualTo(1);
        assertThat(preview.path("rows").path(0).path("amount").path("amount").asString())
                .isEqualTo("96.75");
        var refused = buyer.post("/v1/confirmations/prepare", rows.formatted(id, id));
        assertThat(code(refused, 422)).isEqualTo("rows_refused");
        assertThat(json(refused).path("errors").path(0).path("field").asString())
                .isEqualTo("/rows/1");
        assertThat(json(refused).path("errors").path(0).path("rule").asString()).isEqualTo("same_receivable_again");
        assertThat(code(buyer.post("/v1/confirmations/prepare", "{\"rows\":[]}"), 422))
                .isEqualTo("rows_out_of_bounds");
        assertThat(code(buyer.post("/v1/confirmations/prepare", rowsOfStrangers(1_001)), 422))
                .isEqualTo("rows_out_of_bounds");
        assertThat(json(buyer.post("/v1/confirmations/preview", rowsOfStrangers(1_000)))
                        .path("refused")
                        .asInt())
                .isEqualTo(1_000);
        assertThat(code(buyer.post("/v1/confirmations/prepare", "{\"rows\":[{\"receivableId\":\"" + id + "\"}]}"), 422))
                .isEqualTo("no_active_act_key");

        assertThat(code(buyer.post("/v1/receivables/" + id + "/withdrawal", "{\"reason\":\"x\"}"), 403))
                .isEqualTo("not_the_creditor");
        var withdrawn = seller.post("/v1/receivables/" + id + "/withdrawal", "{\"reason\":\"金额有误\"}");
        assertThat(json(withdrawn).path("state").asString()).isEqualTo("WITHDRAWN");
        assertThat(json(seller.get("/v1/receivables/reasons")).size()).isEqualTo(10);
    }

    private static String rowsOfStrangers(int count) {
        return Stream.generate(() -> "{\"receivableId\":\"" + UUID.randomUUID() + "\"}")
                .limit(count)
                .collect(Collectors.joining(",", "{\"rows\":[", "]}"));
    }

    @Test
    void an_overdue_list_is_the_citys_and_names_known_issuers() {
        String list = "{\"source\":\"上海票据交易所\",\"asOf\":\"2026-01-01\",\"rows\":[%s]}";
        String row = "{\"issuerId\":\"" + UUID.randomUUID() + "\",\"cause\":\"BOND_DEFAULT\",\"since\":\"2025-12-01\"}";

        assertThat(officer.post("/v1/overdue-lists", list.formatted("")).status())
                .isEqualTo(201);
        assertThat(code(seller.post("/v1/overdue-lists", list.formatted("")), 403))
                .isEqualTo("wrong_kind_of_party");
        var unknown = officer.post("/v1/overdue-lists", list.formatted(row));
        assertThat(code(unknown, 422)).isEqualTo("no_such_enterprise");
        assertThat(json(unknown).path("errors").path(0).path("field").asString())
                .isEqualTo("/rows/0/issuerId");
        assertThat(json(officer.get("/v1/overdue-lists")).path("items").isArray())
                .isTrue();
        assertThat(json(stranger.get("/v1/escalations")).path("items").size()).isZero();
    }

    @Test
    void the_month_is_reported_to_the_city_in_json_and_in_rows() {
        assertThat(json(officer.get("/v1/reports/monthly?month=2026-09"))
                        .path("rule")
                        .asString())
                .isEqualTo("R-08");
        assertThat(officer.get("/v1/reports/monthly.csv?month=2026-09").text()).startsWith("month,kind,count,amount");
        assertThat(officer.get("/v1/reports/monthly?month=soon").status()).isEqualTo(400);
        assertThat(officer.get("/v1/reports/monthly").status()).isEqualTo(400);
        assertThat(code(seller.get("/v1/reports/monthly?month=2026-09"), 403)).isEqualTo("wrong_kind_of_party");
        assertThat(json(officer.get("/v1/reports/readiness")).path("items").findValuesAsString("figure"))
                .containsExactly("chain_masters", "funders");
    }

    private String filedInvoice() {
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        xml(seller, family("ubl-order.xml", suffix));
        xml(buyer, family("ubl-receipt-advice.xml", suffix));
        return json(xml(seller, family("ubl-invoice.xml", suffix))).path("id").asString();
    }

    private static String family(String name, String suffix) {
        return PracticeDocuments.of(name).replace("-2026-", "-2026-" + suffix + "-");
    }

    private static SignedClient.Answer xml(SignedClient party, String xml) {
        return party.call(
                "POST",
                "/v1/trade-documents",
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

    /// The enterprise under this code, registered on the first use.
    private EnterpriseId enterprise(String code) {
        sql.execute("""
                insert into enterprise.enterprises
                       (id, kind, name, scheme, identifier, size_at_contract, registered_at)
                values (?, 'ENTERPRISE', '闽江测试机械有限公司', 'USCC', ?, 'SMALL', now())
                on conflict (scheme, identifier) do nothing
                """, UUID.randomUUID(), code);
        return new EnterpriseId(sql.fetchSingle("select id from enterprise.enterprises where identifier = ?", code)
                .get(0, UUID.class));
    }

    /// A person of the party, with a key of this test alone.
    private SignedClient person(EnterpriseId party, String user) {
        var kid = new KeyId("rule-door-" + UUID.randomUUID());
        var key = MessageKey.draw(kid, Algorithm.ED25519);
        sql.execute("""
                insert into enterprise.keys (kid, owner_id, usage, algorithm, public_key, held_by, status, registrar_id,
                                             registered_at, not_before, not_after)
                values (?, ?, 'HTTP', 'ed25519', ?, ?, 'ACTIVE', ?, now(), now() - interval '1 day',
                        now() + interval '1 year')
                """, kid.value(), party.value(), key.publicKey().toArray(), user, party.value());
        return SignedClient.of(HTTP, URI.create(base), party.toString(), key, Clock.systemUTC());
    }
}
