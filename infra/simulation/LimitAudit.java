import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// Limits (授信额度): nothing passes them at any moment, and whatever was taken is given back once.
///
/// Balances are added up again from the movements, one by one in their order. What a limit was at the moment of a
/// movement stands in no table: it is read from the answers that the banks were given, dated by the number of their
/// transaction.
final class LimitAudit {

    /// Two transactions whose numbers are nearer than this may have run beside each other, in either order.
    private static final long BESIDE = 200;

    private static final Set<String> RESOLVING = Set.of("POST", "RELEASE", "EXPIRE");

    private final Store app;
    private final Findings findings;
    private final boolean quiescent;

    private Map<String, Row> nodes = Map.of();
    private Map<String, Row> holds = Map.of();
    private final Map<String, NavigableMap<Long, Long>> limits = new HashMap<>();

    LimitAudit(Store app, Findings findings, boolean quiescent) {
        this.app = app;
        this.findings = findings;
        this.quiescent = quiescent;
    }

    void audit() throws SQLException {
        nodes = app.byKey("id", "select *, id::text as id, parent_node_id::text as parent from creditline.nodes");
        holds = app.byKey(
                "id", "select *, id::text as id, node_id::text as leaf from creditline.holds order by created_at");
        var movements = app.rows("""
                select seq, xmin::text::bigint as transaction, node_id::text as node, hold_id::text as hold, kind,
                       reserved_minor, used_minor, drawn_minor
                  from creditline.movements order by seq""");
        readLimits();
        balances(movements);
        var ofHolds = new LinkedHashMap<String, Map<String, List<Row>>>();
        for (Row movement : movements) {
            ofHolds.computeIfAbsent(movement.text("hold"), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(movement.text("node"), _ -> new ArrayList<>())
                    .add(movement);
        }
        for (Row hold : holds.values()) {
            hold(hold, ofHolds.getOrDefault(hold.text("id"), Map.of()));
        }
        lent();
        issued();
        findings.audited("limit nodes", nodes.size());
        findings.audited("holds", holds.size());
        findings.audited("movements", movements.size());
    }

    // Limits as they were

    private void readLimits() throws SQLException {
        var asked = new HashMap<String, Map<String, Object>>();
        for (Row row : app.rows("""
                select request_body, response_body from signing.receipts
                 where method = 'POST' and status between 200 and 299 and target_uri like '%/sub-limits'""")) {
            asked.putIfAbsent(text(row, "response_body"), Json.object(text(row, "request_body")));
        }
        for (Row row : app.rows("""
                select xmin::text::bigint as transaction, path, body from signing.answers
                 where path ~ '/v1/(credit-lines|issuing-quotas|single-name-limits|guarantee-pools)' and body is not null""")) {
            String body = text(row, "body");
            long transaction = row.number("transaction");
            var answer = Json.object(body);
            if (row.text("path").endsWith("/sub-limits")) {
                granted(asked.getOrDefault(body, Map.of()), answer, transaction);
            }
            for (Object node : Json.list(answer.get("nodes"))) {
                limit(Json.text(Json.map(node), "id"), Json.map(node), transaction);
            }
            limit(Json.text(answer, "id"), answer, transaction);
            quota(answer, transaction);
        }
    }

    private static String text(Row row, String column) {
        return new String(row.bytes(column), StandardCharsets.UTF_8);
    }

    private void granted(Map<String, Object> asked, Map<String, Object> answer, long transaction) {
        var rows = Json.list(asked.get("rows"));
        for (Object one : Json.list(answer.get("rows"))) {
            int number = (int) Json.number(Json.map(one), "row");
            if (number >= 1 && number <= rows.size()) {
                limit(Json.text(Json.map(one), "nodeId"), Json.map(rows.get(number - 1)), transaction);
            }
        }
    }

    /// A quota is answered by whose it is.
    private void quota(Map<String, Object> answer, long transaction) {
        for (Row node : nodes.values()) {
            if (node.text("level").equals("ISSUING_QUOTA")
                    && node.text("party_id").equals(Json.text(answer, "masterId"))
                    && node.text("currency").equals(Json.text(Json.map(answer.get("limit")), "currency"))) {
                limit(node.text("id"), answer, transaction);
            }
        }
    }

    private void limit(String node, Map<String, Object> says, long transaction) {
        var limit = Json.map(says.get("limit"));
        if (nodes.containsKey(node) && !limit.isEmpty()) {
            limits.computeIfAbsent(node, _ -> new TreeMap<>()).put(transaction, Amounts.minor(limit));
        }
    }

    /// The highest limit that may have been in force for this transaction: of changes that ran beside it either may
    /// have been first.
    private long limitFor(Row node, long transaction) {
        var changes = limits.get(node.text("id"));
        if (node.isNull("limit_minor") || (changes == null && node.text("level").equals("ISSUING_QUOTA"))) {
            return Long.MAX_VALUE;
        }
        if (changes == null) {
            return node.number("limit_minor");
        }
        var before = changes.floorEntry(transaction - BESIDE);
        // A quota that nobody had set limited nothing.
        long limit =
                before != null ? before.getValue() : node.text("level").equals("ISSUING_QUOTA") ? Long.MAX_VALUE : 0;
        for (long beside : changes.subMap(transaction - BESIDE, false, transaction + BESIDE, true)
                .values()) {
            limit = Math.max(limit, beside);
        }
        return limit;
    }

    // Nodes

    private static final class Balance {
        long reserved;
        long used;
        long drawn;
    }

    private void balances(List<Row> movements) {
        var balances = new HashMap<String, Balance>();
        for (Row movement : movements) {
            var node = nodes.get(movement.text("node"));
            var balance = balances.computeIfAbsent(movement.text("node"), _ -> new Balance());
            balance.reserved += movement.number("reserved_minor");
            balance.used += movement.number("used_minor");
            balance.drawn += movement.number("drawn_minor");
            String where = words(node) + " after movement " + movement.number("seq");
            findings.holds(
                    balance.reserved >= 0 && balance.used >= 0,
                    "I7-nothing-is-taken-below-zero",
                    where,
                    "at least 0",
                    balance.reserved + " reserved, " + balance.used + " used");
            if (movement.text("kind").equals("RESERVE")) {
                long taken = balance.reserved + (node.flag("revolving") ? balance.used : balance.drawn);
                findings.atMost(
                        "I7-no-reservation-passes-the-limit",
                        where,
                        limitFor(node, movement.number("transaction")),
                        taken);
            }
        }
        for (Row node : nodes.values()) {
            var sum = balances.getOrDefault(node.text("id"), new Balance());
            findings.equal(
                    "I7-a-balance-is-the-sum-of-its-movements",
                    words(node),
                    sum.reserved + " reserved, " + sum.used + " used, " + sum.drawn + " drawn",
                    node.number("reserved_minor") + " reserved, " + node.number("used_minor") + " used, "
                            + node.number("drawn_minor") + " drawn");
        }
    }

    private static String words(Row node) {
        return node.text("level") + " " + node.text("id");
    }

    // Holds

    private void hold(Row hold, Map<String, List<Row>> byNode) {
        String id = hold.text("id");
        long amount = hold.number("amount_minor");
        findings.holds(
                byNode.containsKey(hold.text("leaf")), "I8-a-hold-stands-on-its-path", id, "its leaf", "missing");
        String above = nodes.get(hold.text("leaf")).text("parent");
        while (!above.isEmpty()) {
            findings.holds(byNode.containsKey(above), "I8-a-hold-stands-on-its-path", id, "node " + above, "missing");
            above = nodes.get(above).text("parent");
        }
        byNode.forEach((node, movements) -> {
            String where = id + " on node " + node;
            long reserved = 0;
            long outstanding = 0;
            int resolved = 0;
            String how = "PENDING";
            for (Row movement : movements) {
                String kind = movement.text("kind");
                reserved += movement.number("reserved_minor");
                outstanding += movement.number("used_minor");
                if (RESOLVING.contains(kind)) {
                    resolved++;
                    how = kind.equals("POST") ? "POSTED" : kind.equals("RELEASE") ? "RELEASED" : "EXPIRED";
                }
                findings.holds(
                        reserved >= 0 && outstanding >= 0 && outstanding <= amount,
                        "I8-no-more-comes-back-than-was-taken",
                        where,
                        "between 0 and " + amount,
                        reserved + " reserved, " + outstanding + " used after " + kind);
            }
            findings.holds(
                    resolved <= 1, "I8-a-hold-resolves-exactly-once", where, "once at most", resolved + " times");
            findings.equal("I8-a-hold-resolves-exactly-once", where, hold.text("state"), how);
            findings.equal(
                    "I8-a-hold-takes-what-it-says",
                    where,
                    amount,
                    movements.getFirst().number("reserved_minor"));
            if (how.equals("POSTED")
                    && movements.stream().noneMatch(one -> one.text("kind").equals("CANCEL"))) {
                findings.equal(
                        "I8-what-is-restored-is-counted", where, amount - outstanding, hold.number("restored_minor"));
            }
        });
    }

    /// What a bank holds or has lent on a line, there is a request for it, or a loan.
    private void lent() throws SQLException {
        var requests = app.byKey("hold", """
                select hold_id::text as hold, id::text as id, state from financing.requests where hold_id is not null""");
        var loans = app.byKey("hold", """
                select hold_id::text as hold, id::text as id, state, principal_minor, principal_repaid_minor from loan.loans""");
        for (Row hold : holds.values()) {
            if (hold.isNull("line_id")) {
                continue;
            }
            String id = hold.text("id");
            String state = hold.text("state");
            var request = requests.get(id);
            var loan = loans.get(id);
            boolean live = request != null && Set.of("ACCEPTED", "REGISTERED").contains(request.text("state"));
            if (state.equals("PENDING")) {
                findings.holds(live, "a-hold-stands-for-a-live-request", id, "ACCEPTED or REGISTERED", request);
            }
            findings.equal("what-is-posted-is-a-loan", "hold " + id, state.equals("POSTED"), loan != null);
            if (loan != null && state.equals("POSTED")) {
                loan(hold, loan);
            }
            if (live && quiescent) {
                findings.holds(
                        !Set.of("RELEASED", "POSTED").contains(state),
                        "a-live-request-holds-its-amount",
                        "request " + request.text("id") + ", " + request.text("state"),
                        "PENDING",
                        state);
            }
        }
        findings.audited("loans", loans.size());
    }

    private void loan(Row hold, Row loan) {
        String words = "loan " + loan.text("id");
        findings.equal("a-loan-uses-what-it-lends", words, loan.number("principal_minor"), hold.number("amount_minor"));
        boolean cancelled = loan.text("state").equals("CANCELLED");
        if (!cancelled) {
            findings.equal(
                    "a-line-gets-back-the-principal-that-came-back",
                    words,
                    loan.number("principal_repaid_minor"),
                    hold.number("restored_minor"));
        }
    }

    /// A voucher takes of its issuer's quota while it is owed.
    private void issued() throws SQLException {
        var vouchers = app.byKey(
                "no", "select no, state, coalesce(ended_by, '') as ended_by, amount_minor from voucher.vouchers");
        var back = app.byKey("root_no", """
                select root_no, sum(amount_minor)::bigint as back from voucher.vouchers
                 where state = 'SETTLED' or ended_by in ('CANCELLED', 'DILUTED') group by root_no""");
        var seen = new HashSet<String>();
        for (Row hold : holds.values()) {
            if (!hold.isNull("line_id")) {
                continue;
            }
            String no = hold.text("reference");
            var voucher = vouchers.get(no);
            if (voucher == null) {
                findings.broken("a-quota-is-taken-by-a-voucher", hold.text("id"), "voucher " + no, "none");
                continue;
            }
            findings.holds(seen.add(no), "a-voucher-takes-of-its-quota-once", no, "one hold", "another");
            findings.equal(
                    "a-voucher-takes-its-amount", no, voucher.number("amount_minor"), hold.number("amount_minor"));
            String expected = switch (voucher.text("state")) {
                case "ISSUING", "PENDING_ACCEPT", "ACCEPTING", "DECLINING" -> "PENDING";
                case "ISSUE_REFUSED" -> "RELEASED";
                case "VOID" -> Set.of("DECLINED", "EXPIRED").contains(voucher.text("ended_by")) ? "RELEASED" : "POSTED";
                default -> "POSTED";
            };
            findings.equal(
                    "a-quota-follows-its-voucher",
                    no + " (" + voucher.text("state") + ")",
                    expected,
                    hold.text("state"));
            if (expected.equals("POSTED")) {
                long paid = back.containsKey(no) ? back.get(no).number("back") : 0;
                findings.equal("a-quota-is-given-back-leaf-by-leaf", no, paid, hold.number("restored_minor"));
            }
        }
    }
}
