import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Nobody sees or touches what is another's: every answer of the transcript held against whose its object is, by the
/// auditor's own SQL. An object of others answers as one that nobody has.
final class OwnershipAudit {

    private static final Pattern ROUTE = Pattern.compile(
            "/v1/(?<kind>[a-z-]+)(/(?<id>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|V[0-9A-Z.]{8,}|[0-9a-f]{64}))?(?<rest>/.*)?");

    /// Under which name an object stands in a list, where it is not `id`.
    private static final Map<String, String> NAMED = Map.of("vouchers", "no");

    /// Steps that one party of an object takes, and no other that may see it.
    private static final Map<String, String> TAKEN_BY = Map.ofEntries(
            Map.entry("/v1/receivables/{}/confirmation", "debtors"),
            Map.entry("/v1/receivables/{}/rejection", "debtors"),
            Map.entry("/v1/receivables/{}/dispute", "debtors"),
            Map.entry("/v1/receivables/{}/withdrawal", "creditors"),
            Map.entry("/v1/receivables/{}/documents", "creditors"),
            Map.entry("/v1/vouchers/{}/acceptance", "payees"),
            Map.entry("/v1/vouchers/{}/decline", "payees"),
            Map.entry("/v1/vouchers/{}/transfer", "holders"),
            Map.entry("/v1/vouchers/{}/split", "holders"),
            Map.entry("/v1/financing-requests/{}/offers", "asked banks"),
            Map.entry("/v1/financing-requests/{}/rejection", "asked banks"),
            Map.entry("/v1/financing-requests/{}/release", "asked banks"),
            Map.entry("/v1/financing-requests/{}/acceptance", "askers"),
            Map.entry("/v1/financing-requests/{}/withdrawal", "askers"),
            Map.entry("/v1/loans/{}/disbursement", "lenders"),
            Map.entry("/v1/loans/{}/repayments", "lenders"),
            Map.entry("/v1/loans/{}/repayments/{}/reversal", "lenders"),
            Map.entry("/v1/loans/{}/write-off", "lenders"),
            Map.entry("/v1/loans/{}/repayment-order", "lenders"),
            Map.entry("/v1/loans/{}/cost-share-payment", "lenders"));

    /// Calls that name the object of their step in the body: the field, and whose the object must be.
    private static final Map<String, List<String>> NAMED_IN_BODY = Map.of(
            "/v1/loans", List.of("requestId", "asked banks"),
            "/v1/registrations", List.of("requestId", "asked banks"),
            "/v1/financing-requests", List.of("voucherNo", "holders"),
            "/v1/vouchers/prepare", List.of("receivableId", "debtors"),
            "/v1/receivables", List.of("invoiceId", "sellers"));

    private final Store app;
    private final Findings findings;
    private final Map<String, Map<String, Set<String>>> owners = new HashMap<>();
    /// By route: how it refused objects of others, and objects that nobody has.
    private final Map<String, Map<String, Set<Map<String, Object>>>> refusals = new LinkedHashMap<>();

    OwnershipAudit(Store app, Findings findings) {
        this.app = app;
        this.findings = findings;
    }

    void read() throws SQLException {
        readReaders();
        readRoles();
    }

    void hear(Exchange exchange) {
        var route = ROUTE.matcher(exchange.path());
        if (!route.matches()) {
            return;
        }
        String kind = route.group("kind");
        String id = route.group("id");
        if (id != null && kind.equals("enterprises")) {
            account(id, route.group("rest"), exchange);
        } else if (id != null && owners.containsKey(kind)) {
            object(kind, id, exchange);
        } else if (exchange.method().equals("GET") && route.group("rest") == null && owners.containsKey(kind)) {
            list(kind, exchange);
        }
        body(exchange);
    }

    /// When all has been heard: whether what is another's could be told from what is not there.
    void compare() {
        refusals.forEach((route, answers) -> {
            var foreign = answers.getOrDefault("foreign", Set.of());
            var missing = answers.getOrDefault("missing", Set.of());
            findings.holds(
                    foreign.isEmpty() || missing.isEmpty() || foreign.equals(missing),
                    "a-foreign-object-answers-as-a-missing-one",
                    route,
                    missing,
                    foreign);
        });
    }

    // Whose is what

    /// Who may know of an object.
    private void readReaders() throws SQLException {
        parties("receivables", "select id::text, unnest(array[debtor_id, creditor_id]) from receivable.receivables");
        parties("vouchers", """
                select no, unnest(array[issuer_id, payee_id, holder_id, financier_id, transferor_id]) from voucher.vouchers
                union select voucher_no, holder_id from voucher.history
                union select r.voucher_no, a.bank_id
                        from financing.requests r join financing.asked_banks a on a.request_id = r.id
                union select o.voucher_no, e.id from voucher.orders o join enterprise.enterprises e on e.kind = 'CITY'""");
        parties("financing-requests", """
                select id::text, holder_id from financing.requests
                union select request_id::text, bank_id from financing.asked_banks""");
        parties("financing-bundles", """
                select r.bundle_id::text, unnest(array[r.holder_id, a.bank_id]) from financing.requests r
                  join financing.asked_banks a on a.request_id = r.id where r.bundle_id is not null""");
        parties("loans", "select id::text, unnest(array[bank_id, borrower_id]) from loan.loans");
        parties("registrations", """
                select g.id::text, unnest(array[g.bank_id, r.holder_id]) from registration.registrations g
                  join financing.requests r on r.id = g.request_id""");
        parties("credit-lines", "select id::text, bank_id from creditline.lines");
        parties("standing-terms", "select id::text, bank_id from financing.standing_terms");
        parties("bank-receipts", "select id::text, bank_id from settlement.bank_receipts");
        parties("clearing-instructions", """
                select id::text, unnest(array[payer_id, holder_id, bank_id]) from settlement.instructions
                union select i.id::text, a.bank_id from settlement.instructions i
                        join enterprise.accounts a on a.owner_id = i.payer_id and a.verified_at is not null""");
        parties("trade-documents", """
                select id::text, unnest(array[seller_id, buyer_id]) from trade.documents
                union select document_id::text, reader_id from trade.disclosures""");
        parties("acts", """
                select act_hash, actor_id from ledger.prepared_acts
                union select act_hash, party_id from ledger.signatures""");
        parties("receipts", "select id::text, tenant_id from signing.receipts");
        parties("cost-sharings", "select id::text, unnest(array[debtor_id, bank_id]) from loan.cost_sharings");
        parties("chains", """
                select id::text, master_id from chain.chains
                union select chain_id::text, member_id from chain.members
                union select c.id::text, e.id from chain.chains c join enterprise.enterprises e on e.kind in ('CITY', 'BANK')""");
    }

    /// Who takes a step.
    private void readRoles() throws SQLException {
        parties("debtors", "select id::text, debtor_id from receivable.receivables");
        parties("creditors", "select id::text, creditor_id from receivable.receivables");
        parties("sellers", "select id::text, seller_id from trade.documents");
        parties("payees", "select no, payee_id from voucher.vouchers");
        parties(
                "holders",
                "select no, holder_id from voucher.vouchers union select voucher_no, holder_id from voucher.history");
        parties("askers", "select id::text, holder_id from financing.requests");
        parties("asked banks", "select request_id::text, bank_id from financing.asked_banks");
        parties("lenders", "select id::text, bank_id from loan.loans");
        parties("account owners", "select id::text, owner_id from enterprise.accounts");
        parties("accounts", "select id::text, unnest(array[owner_id, bank_id]) from enterprise.accounts");
    }

    /// @param sql the object, and a party that may know of it: a row for each
    private void parties(String kind, String sql) throws SQLException {
        var of = owners.computeIfAbsent(kind, _ -> new HashMap<>());
        for (Row row : app.rows("select o.object, o.party::text as party from (" + sql + ") as o (object, party)")) {
            of.computeIfAbsent(row.text("object"), _ -> new HashSet<>()).add(row.text("party"));
        }
    }

    private Set<String> of(String kind, String id) {
        return owners.get(kind).getOrDefault(id, Set.of());
    }

    // Answers

    private void list(String kind, Exchange exchange) {
        if (!exchange.succeeded()) {
            return;
        }
        for (Object item : Json.list(exchange.answer().get("items"))) {
            String id = Json.text(Json.map(item), NAMED.getOrDefault(kind, "id"));
            if (owners.get(kind).containsKey(id)) {
                findings.holds(
                        of(kind, id).contains(exchange.party()),
                        "a-list-shows-what-concerns-its-reader",
                        exchange.words() + ", " + id,
                        of(kind, id),
                        exchange.party());
                findings.audited("listed objects", 1);
            }
        }
    }

    private void object(String kind, String id, Exchange exchange) {
        boolean own = of(kind, id).contains(exchange.party()) || isBusinessOfTheCity(exchange);
        String route = CallAudit.route(exchange.path());
        if (exchange.succeeded()) {
            reached(own, exchange, of(kind, id));
            String step = route.endsWith("/prepare") ? route.substring(0, route.length() - "/prepare".length()) : route;
            if (exchange.writes() && TAKEN_BY.containsKey(step)) {
                var takers = of(TAKEN_BY.get(step), id);
                reached(takers.contains(exchange.party()), exchange, takers);
            }
        } else if (!own && exchange.status() == 404) {
            String known = owners.get(kind).containsKey(id) ? "foreign" : "missing";
            var body = new HashMap<>(exchange.answer());
            body.remove("instance");
            refusals.computeIfAbsent(exchange.method() + " " + route + " by a " + exchange.kind(), _ -> new HashMap<>())
                    .computeIfAbsent(known, _ -> new HashSet<>())
                    .add(body);
            findings.audited("refused as " + known, 1);
        }
    }

    /// What the city does to objects of others: it freezes on an authority's order, and it verifies documents.
    private static boolean isBusinessOfTheCity(Exchange exchange) {
        return exchange.kind().equals("CITY")
                        && (exchange.path().contains("freeze/")
                                || exchange.path().endsWith("freeze"))
                || exchange.path().endsWith("/verification");
    }

    /// `/v1/enterprises/{owner}/accounts/{id}`: the owner's, and the bank's that keeps it.
    private void account(String owner, String rest, Exchange exchange) {
        if (rest == null || !rest.startsWith("/accounts") || !exchange.succeeded()) {
            return;
        }
        String[] parts = rest.split("/");
        boolean own = parts.length == 2
                ? owner.equals(exchange.party())
                : of("accounts", parts[2]).contains(exchange.party())
                        && of("account owners", parts[2]).contains(owner);
        reached(own, exchange, Set.of(owner));
    }

    private void body(Exchange exchange) {
        var named = NAMED_IN_BODY.get(exchange.path());
        if (named == null || !exchange.writes() || !exchange.succeeded()) {
            return;
        }
        String id = Json.text(exchange.request(), named.getFirst());
        if (!id.isEmpty()) {
            var takers = of(named.getLast(), id);
            reached(takers.contains(exchange.party()), exchange, takers);
        }
    }

    private void reached(boolean own, Exchange exchange, Set<String> owners) {
        findings.holds(
                own,
                "nobody-reaches-what-is-another's",
                exchange.words(),
                owners.isEmpty() ? "no such object" : owners,
                exchange.status());
        findings.audited("objects reached", 1);
    }
}
