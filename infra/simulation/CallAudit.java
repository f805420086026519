import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
    private final Set<String> told;

    private final Map<List<String>, Answer> kept = new HashMap<>();
    private final Map<List<String>, Answer> heard = new HashMap<>();
    private final Map<String, Set<String>> existing = new HashMap<>();
    private final Map<String, Set<String>> answered = new HashMap<>();
    private final Set<String> signed = new HashSet<>();

    /// An answer, as far as two of them are compared.
    private record Answer(int status, long digest) {

        static Answer of(int status, Map<String, Object> body) {
            return new Answer(status, Json.digest(body));
        }
    }

    /// @param told the hashes of all acts in the outbox
    CallAudit(Store app, Findings findings, Set<String> told) {
        this.app = app;
        this.findings = findings;
        this.told = told;
    }

    static String route(String path) {
        return NUMBERS.matcher(path).replaceAll("{}");
    }

    /// Reads what the platform remembers, before the transcript is held against it.
    void read() throws SQLException {
        app.each(
                "select tenant_id::text as tenant, method, path, idempotency_key, status, content_type, body from signing.answers",
                row -> {
                    var body = body(row);
                    findings.holds(
                            !row.isNull("status"), "I15-an-answer-is-kept-whole", row.text("path"), "a status", "none");
                    kept.put(
                            List.of(
                                    row.text("tenant"),
                                    row.text("method"),
                                    row.text("path"),
                                    row.text("idempotency_key")),
                            Answer.of((int) row.number("status"), body));
                    String route = route(row.text("path"));
                    if (row.text("method").equals("POST") && ONLY_BY_A_CALL.contains(route)) {
                        answered.computeIfAbsent(route, _ -> new HashSet<>()).add(named(route, body));
                    }
                });
        for (var table : BROUGHT_FORTH.entrySet()) {
            var ids = existing.computeIfAbsent(table.getKey(), _ -> new HashSet<>());
            app.each(
                    table.getValue(),
                    row -> ids.add(row.columns().values().iterator().next().toString()));
        }
        app.each(
                "select act_hash from ledger.signatures where signature is not null",
                row -> signed.add(row.text("act_hash")));
        effects();
    }

    private static Map<String, Object> body(Row row) {
        boolean json = row.text("content_type").contains("json") && !row.isNull("body");
        return json ? Json.map(Json.read(new String(row.bytes("body"), StandardCharsets.UTF_8))) : Map.of();
    }

    private static String named(String route, Map<String, Object> answer) {
        return switch (route) {
            case "/v1/vouchers" -> Json.text(answer, "no");
            case "/v1/loans/{}/repayments" -> Json.text(Json.map(answer.get("repayment")), "id");
            default -> Json.text(answer, "id");
        };
    }

    /// Each row was asked for once: the answer that names it and the row itself were written in one transaction.
    private void effects() {
        answered.forEach((route, names) -> existing.get(route)
                .forEach(id -> findings.holds(
                        names.contains(id),
                        "I15-what-was-asked-once-was-done-once",
                        "POST " + route,
                        "an answer that names " + id,
                        "none: it was done beside what was answered")));
    }

    /// Holds one line of the transcript against what the platform remembers.
    void hear(Exchange exchange) {
        findings.audited("exchanges", 1);
        if (!exchange.writes() || !exchange.succeeded()) {
            return;
        }
        acts(exchange);
        objects(exchange);
        if (!exchange.key().isEmpty()) {
            answer(exchange);
        }
    }

    private void answer(Exchange exchange) {
        findings.audited("acknowledged calls", 1);
        var scope = List.of(exchange.party(), exchange.method(), exchange.path(), exchange.key());
        var now = Answer.of(exchange.status(), exchange.answer());
        var before = heard.putIfAbsent(scope, now);
        if (before != null) {
            findings.equal("I15-the-same-key-has-the-same-answer", exchange.words(), before, now);
        }
        findings.equal("what-was-acknowledged-is-durable", exchange.words(), now, kept.get(scope));
    }

    private void objects(Exchange exchange) {
        String route = route(exchange.path());
        if (exchange.method().equals("POST") && existing.containsKey(route)) {
            String named = named(route, exchange.answer());
            findings.holds(
                    named.isEmpty() || existing.get(route).contains(named),
                    "what-was-acknowledged-is-durable",
                    exchange.words(),
                    "object " + named,
                    "none of that name");
        }
    }

    /// Whoever was told that an act is taken finds it in the outbox. One that waits for the consent of others is kept
    /// with the signatures that it has.
    private void acts(Exchange exchange) {
        for (var act : actsIn(exchange.request())) {
            findings.audited("acknowledged acts", 1);
            String hash = Act.hashOf(act);
            findings.holds(
                    told.contains(hash) || signed.contains(hash),
                    "an-acknowledged-act-is-told",
                    exchange.words() + ", act " + hash,
                    "an entry of the outbox",
                    "none");
        }
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
