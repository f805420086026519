import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What was acknowledged is there and stays: every answer that a party holds is the platform's own, its object exists,
/// and what was asked under one key was done once (I15).
final class CallAudit {

    private static final Pattern NUMBERS = Pattern.compile(
            "(?<=/)([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|V[0-9A-Z]{8,}[0-9A-Z.]*|[0-9a-f]{64})(?=/|$)");

    /// Where the object lies that such a call brings forth, and by which field of the answer it is named.
    private static final Map<String, String> BROUGHT_FORTH = Map.ofEntries(
            Map.entry("/v1/enterprises", "select id::text from enterprise.enterprises"),
            Map.entry("/v1/enterprises/{}/accounts", "select id::text from enterprise.accounts"),
            Map.entry("/v1/chains", "select id::text from chain.chains"),
            Map.entry("/v1/whitelist/entries", "select id::text from whitelist.entries"),
            Map.entry("/v1/credit-lines", "select id::text from creditline.lines"),
            Map.entry("/v1/trade-documents", "select id::text from trade.documents"),
            Map.entry("/v1/receivables", "select id::text from receivable.receivables"),
            Map.entry("/v1/vouchers", "select no from voucher.vouchers"),
            Map.entry("/v1/financing-requests", "select id::text from financing.requests"),
            Map.entry("/v1/financing-requests/{}/offers", "select id::text from financing.offers"),
            Map.entry("/v1/standing-terms", "select id::text from financing.standing_terms"),
            Map.entry("/v1/registrations", "select id::text from registration.registrations"),
            Map.entry("/v1/loans", "select id::text from loan.loans"),
            Map.entry("/v1/loans/{}/repayments", "select id::text from loan.repayments"),
            Map.entry("/v1/bank-receipts", "select id::text from settlement.bank_receipts"));

    /// Of these each row came by one call, so a row more was done twice.
    private static final Set<String> ONLY_BY_A_CALL = Set.of(
            "/v1/enterprises/{}/accounts",
            "/v1/credit-lines",
            "/v1/receivables",
            "/v1/registrations",
            "/v1/loans",
            "/v1/bank-receipts",
            "/v1/standing-terms");

    private final Store app;
    private final Findings findings;
    private final List<Exchange> transcript;

    CallAudit(Store app, Findings findings, List<Exchange> transcript) {
        this.app = app;
        this.findings = findings;
        this.transcript = transcript;
    }

    static String route(String path) {
        return NUMBERS.matcher(path).replaceAll("{}");
    }

    /// @param told the hashes of all acts in the outbox
    void audit(Set<String> told) throws SQLException {
        answers();
        objects();
        effects();
        acts(told);
        findings.audited("exchanges", transcript.size());
    }

    // The same key, the same answer

    private record Kept(int status, Map<String, Object> body) {}

    private void answers() throws SQLException {
        var kept = new HashMap<List<String>, Kept>();
        for (Row row : app.rows("""
                select tenant_id::text as tenant, method, path, idempotency_key, status, content_type, body
                  from signing.answers""")) {
            findings.holds(!row.isNull("status"), "I15-an-answer-is-kept-whole", row.text("path"), "a status", "none");
            kept.put(
                    List.of(row.text("tenant"), row.text("method"), row.text("path"), row.text("idempotency_key")),
                    new Kept((int) row.number("status"), body(row)));
        }
        var firstHeard = new HashMap<List<String>, Exchange>();
        long acknowledged = 0;
        for (var exchange : transcript) {
            if (!exchange.writes() || !exchange.succeeded() || exchange.key().isEmpty()) {
                continue;
            }
            acknowledged++;
            var scope = List.of(exchange.party(), exchange.method(), exchange.path(), exchange.key());
            var before = firstHeard.putIfAbsent(scope, exchange);
            if (before != null) {
                findings.equal(
                        "I15-the-same-key-has-the-same-answer", exchange.words(), before.status(), exchange.status());
                findings.equal(
                        "I15-the-same-key-has-the-same-answer", exchange.words(), before.answer(), exchange.answer());
            }
            var remembered = kept.get(scope);
            if (remembered == null) {
                findings.broken("what-was-acknowledged-is-durable", exchange.words(), "its answer kept", "nothing");
            } else {
                findings.equal(
                        "what-was-acknowledged-is-durable", exchange.words(), exchange.status(), remembered.status());
                findings.equal(
                        "what-was-acknowledged-is-durable", exchange.words(), exchange.answer(), remembered.body());
            }
        }
        findings.audited("acknowledged calls", acknowledged);
    }

    private static Map<String, Object> body(Row row) {
        boolean json = row.text("content_type").contains("json") && !row.isNull("body");
        return json ? Json.map(Json.read(new String(row.bytes("body"), StandardCharsets.UTF_8))) : Map.of();
    }

    // Objects and effects

    private void objects() throws SQLException {
        var existing = new HashMap<String, Set<String>>();
        for (var table : BROUGHT_FORTH.entrySet()) {
            var ids = new HashSet<String>();
            for (Row row : app.rows(table.getValue())) {
                ids.add(row.columns().values().iterator().next().toString());
            }
            existing.put(table.getKey(), ids);
        }
        for (var exchange : transcript) {
            String route = route(exchange.path());
            if (exchange.method().equals("POST") && exchange.succeeded() && existing.containsKey(route)) {
                String named = named(route, exchange.answer());
                findings.holds(
                        named.isEmpty() || existing.get(route).contains(named),
                        "what-was-acknowledged-is-durable",
                        exchange.words(),
                        "object " + named,
                        "none of that name");
            }
        }
    }

    private static String named(String route, Map<String, Object> answer) {
        return switch (route) {
            case "/v1/vouchers" -> Json.text(answer, "no");
            case "/v1/loans/{}/repayments" -> Json.text(Json.map(answer.get("repayment")), "id");
            default -> Json.text(answer, "id");
        };
    }

    /// Each row was asked for once: the answer that names it and the row itself were written in one transaction.
    private void effects() throws SQLException {
        var asked = new LinkedHashMap<String, List<String>>();
        for (Row row : app.rows("select path, content_type, body from signing.answers where method = 'POST'")) {
            String route = route(row.text("path"));
            if (ONLY_BY_A_CALL.contains(route)) {
                asked.computeIfAbsent(route, _ -> new ArrayList<>()).add(named(route, body(row)));
            }
        }
        for (var route : asked.entrySet()) {
            var answered = new HashSet<>(route.getValue());
            for (Row row : app.rows(BROUGHT_FORTH.get(route.getKey()))) {
                String id = row.columns().values().iterator().next().toString();
                findings.holds(
                        answered.contains(id),
                        "I15-what-was-asked-once-was-done-once",
                        "POST " + route.getKey(),
                        "an answer that names " + id,
                        "none: it was done beside what was answered");
            }
        }
    }

    // Acts

    /// Whoever was told that an act is taken finds it in the outbox. One that waits for the consent of others is kept
    /// with the signatures that it has.
    private void acts(Set<String> told) throws SQLException {
        var signed = new HashSet<String>();
        for (Row row : app.rows("select act_hash from ledger.signatures where signature is not null")) {
            signed.add(row.text("act_hash"));
        }
        long acts = 0;
        for (var exchange : transcript) {
            if (!exchange.writes() || !exchange.succeeded()) {
                continue;
            }
            for (var act : actsIn(exchange.request())) {
                acts++;
                String hash = Act.hashOf(act);
                findings.holds(
                        told.contains(hash) || signed.contains(hash),
                        "an-acknowledged-act-is-told",
                        exchange.words() + ", act " + hash,
                        "an entry of the outbox",
                        "none");
            }
        }
        findings.audited("acknowledged acts", acts);
    }

    /// The act of a call, or those of its items.
    private static List<Map<String, Object>> actsIn(Map<String, Object> request) {
        var acts = new ArrayList<Map<String, Object>>();
        if (request.containsKey("act")) {
            acts.add(Json.map(request.get("act")));
        }
        for (Object item : Json.list(request.get("items"))) {
            acts.add(Json.map(Json.map(item).get("act")));
        }
        acts.removeIf(act -> Json.text(act, "header").isEmpty());
        return acts;
    }
}
