import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Ledger and platform say the same: each act that one of them holds the other holds, once, and what the acts come to
/// is what both show.
final class LedgerAudit {

    private static final int VALID = 0;
    private static final Set<String> ON_THEIR_WAY = Set.of("QUEUED", "PROPOSED", "ENDORSED", "WRITTEN");

    private final Store app;
    private final Store ledger;
    private final Findings findings;
    private final boolean quiescent;

    private Map<String, Row> entries = Map.of();
    private Map<String, Row> prepared = Map.of();
    private Map<String, Row> transactions = Map.of();
    private final Map<String, Map<String, Object>> publicState = new HashMap<>();
    private final Map<String, Map<String, Object>> privateState = new HashMap<>();

    LedgerAudit(Store app, Store ledger, Findings findings, boolean quiescent) {
        this.app = app;
        this.ledger = ledger;
        this.findings = findings;
        this.quiescent = quiescent;
    }

    /// @return the acts that the ledger holds, in the order of their blocks
    List<Act> audit() throws SQLException {
        read();
        outbox();
        var held = actsOnTheLedger();
        signatures();
        var replay = replay(held);
        keys(replay);
        receivables(replay);
        vouchers(replay);
        waiting();
        return held;
    }

    private void read() throws SQLException {
        entries = app.byKey("act_hash", "select * from ledger.entries order by number");
        prepared = app.byKey("act_hash", "select * from ledger.prepared_acts");
        transactions = ledger.byKey("id", "select * from devledger.transactions");
        var commitments = new HashMap<String, String>();
        for (Row row : ledger.rows("select convert_from(key, 'UTF8') as name, value from devledger.public_state")) {
            publicState.put(row.text("name"), json(row));
        }
        for (Row row :
                ledger.rows("select organisation, convert_from(key, 'UTF8') as name, value from devledger.private_state"
                        + " where collection = 'supervised' order by organisation")) {
            String name = row.text("name");
            privateState.put(name, json(row));
            String hash = Hashes.sha256(row.bytes("value"));
            String other = commitments.putIfAbsent(name, hash);
            findings.holds(other == null || other.equals(hash), "the-members-hold-the-same", name, other, hash);
        }
        publicState.forEach((name, state) -> {
            String committed = Json.text(state, "commitment");
            if (!committed.isEmpty()) {
                findings.equal("the-public-state-commits-to-the-private-one", name, committed, commitments.get(name));
            }
        });
    }

    private static Map<String, Object> json(Row row) {
        return Json.object(new String(row.bytes("value"), StandardCharsets.UTF_8));
    }

    // The outbox and the inbox

    private void outbox() throws SQLException {
        findings.audited("acts told", entries.size());
        long lastBlock = 0;
        for (Row entry : entries.values()) {
            String hash = entry.text("act_hash");
            boolean onLedger = publicState.containsKey("ACT:" + hash);
            String status = entry.text("status");
            switch (status) {
                case "COMMITTED", "WRITTEN" -> committed(entry, hash, onLedger);
                case "REFUSED" ->
                    findings.holds(!onLedger, "what-is-refused-is-not-on-the-ledger", hash, "no act", "one");
                default ->
                    findings.holds(
                            !quiescent, "nothing-waits-at-the-end", "act " + hash, "COMMITTED or REFUSED", status);
            }
            if (ON_THEIR_WAY.contains(status)) {
                findings.audited("acts on their way", 1);
            }
            lastBlock = Math.max(lastBlock, entry.number("block"));
        }
        for (Row row : app.rows("select block from ledger.checkpoints")) {
            findings.holds(
                    !quiescent || row.number("block") >= lastBlock,
                    "the-inbox-has-read-to-the-end",
                    "checkpoint",
                    lastBlock,
                    row.number("block"));
        }
        for (Row gap : app.rows("""
                select s.subject, last_seq, count(t.seq) as told, coalesce(max(t.seq), 0) as highest
                  from ledger.subjects s left join ledger.entry_subjects t using (subject)
                 group by s.subject, last_seq
                having last_seq <> count(t.seq) or last_seq <> coalesce(max(t.seq), 0)""")) {
            findings.broken(
                    "acts-about-one-object-are-numbered-without-gap",
                    gap.text("subject"),
                    gap.number("last_seq"),
                    gap.number("told") + " up to " + gap.number("highest"));
        }
    }

    /// A conflict that was taken for a commit shows here: the platform believes, the ledger has nothing, or another
    /// code.
    private void committed(Row entry, String hash, boolean onLedger) {
        String invariant = "what-is-committed-is-on-the-ledger";
        findings.holds(onLedger, invariant, "act " + hash, "on the ledger", "not there");
        var transaction = transactions.get(entry.text("transaction_id"));
        if (transaction == null) {
            findings.broken(invariant, "act " + hash, "transaction " + entry.text("transaction_id"), "none");
            return;
        }
        findings.equal(invariant, "the code of act " + hash, (long) VALID, transaction.number("code"));
        findings.equal(invariant, "the block of act " + hash, transaction.number("block"), entry.number("block"));
        if (onLedger) {
            var act = publicState.get("ACT:" + hash);
            findings.equal(invariant, "the transaction of act " + hash, act.get("transaction"), transaction.text("id"));
            findings.equal(
                    invariant,
                    "the type of act " + hash,
                    act.get("type"),
                    prepared.get(hash).text("type"));
        }
    }

    private List<Act> actsOnTheLedger() {
        var held = new ArrayList<Act>();
        publicState.forEach((name, state) -> {
            if (name.startsWith("ACT:")) {
                String hash = name.substring(4);
                var entry = entries.get(hash);
                boolean known = entry != null && (entry.text("status").equals("COMMITTED") || !quiescent);
                findings.holds(
                        known,
                        "every-act-on-the-ledger-is-known",
                        state.get("type") + " " + hash,
                        "COMMITTED in the outbox",
                        entry == null ? "nothing" : entry.text("status"));
                var transaction = transactions.get(Json.text(state, "transaction"));
                if (transaction == null || transaction.number("code") != VALID) {
                    findings.broken("an-act-is-written-by-a-valid-transaction", hash, "code 0", transaction);
                } else if (prepared.containsKey(hash)) {
                    held.add(act(hash, transaction));
                }
            }
        });
        held.sort(Comparator.comparingLong(Act::block).thenComparingInt(Act::position));
        findings.audited("acts on the ledger", held.size());
        return held;
    }

    private Act act(String hash, Row transaction) {
        var kept = prepared.get(hash);
        return Act.of(kept, rows(kept), transaction.number("block"), (int) transaction.number("position"));
    }

    private static byte[][] rows(Row prepared) {
        return (byte[][]) prepared.columns().get("row_bytes");
    }

    // Signatures

    /// Who signed what: the header is the act's name, its rows are the ones committed to, and the signature is the
    /// actor's (I6).
    private void signatures() throws SQLException {
        var keys = app.byKey("kid", "select kid, owner_id::text, algorithm, public_key, usage from enterprise.keys");
        var broken = entries.values().parallelStream()
                .filter(entry -> prepared.containsKey(entry.text("act_hash")))
                .filter(entry -> !isSigned(entry, prepared.get(entry.text("act_hash")), keys))
                .map(entry -> entry.text("act_hash"))
                .toList();
        broken.forEach(act -> findings.broken("I6-an-act-is-signed-by-its-actor", act, "a valid signature", "none"));
        long verified = entries.values().stream()
                .map(entry -> prepared.get(entry.text("act_hash")))
                .filter(kept -> kept != null
                        && Hashes.isKnown(keys.get(kept.text("kid")).text("algorithm")))
                .count();
        findings.audited("signatures verified", verified);
        findings.audited("signatures of another suite", entries.size() - verified);
    }

    private static boolean isSigned(Row entry, Row kept, Map<String, Row> keys) {
        var key = keys.get(kept.text("kid"));
        byte[] header = kept.bytes("header");
        if (!Hashes.sha256(header).equals(kept.text("act_hash"))
                || !key.text("owner_id").equals(kept.text("actor_id"))
                || !key.text("usage").equals("ACT")) {
            return false;
        }
        if (!Hashes.isKnown(key.text("algorithm"))) {
            return true;
        }
        var committed = Json.list(
                Json.object(new String(header, StandardCharsets.UTF_8)).get("rows"));
        byte[][] rows = rows(kept);
        byte[][] salts = (byte[][]) kept.columns().get("salts");
        for (int i = 0; i < rows.length; i++) {
            if (i >= committed.size() || !Hashes.sha256(salts[i], rows[i]).equals(committed.get(i))) {
                return false;
            }
        }
        return Hashes.verifies(key.text("algorithm"), key.bytes("public_key"), header, entry.bytes("signature"));
    }

    // What the acts come to

    private Replay replay(List<Act> held) {
        var config = publicState.getOrDefault("CONFIG", Map.of());
        var replay = new Replay(findings, Math.min(12, (int) Json.number(config, "tenorMonths")));
        held.forEach(replay::apply);
        return replay;
    }

    private void keys(Replay replay) throws SQLException {
        var inApp =
                app.byKey("kid", "select kid, owner_id::text, status, usage from enterprise.keys where usage = 'ACT'");
        replay.keys.forEach((kid, key) -> {
            var onLedger = publicState.getOrDefault("KEY:" + kid, Map.of());
            same("key", kid, key.state, key.version, key.act, onLedger);
            var row = inApp.get(kid);
            findings.holds(row != null, "ledger-and-platform-agree-on-keys", kid, key.state, "nothing");
            if (row != null) {
                if (key.owner != null) {
                    findings.equal(
                            "ledger-and-platform-agree-on-keys", "owner of " + kid, key.owner, row.text("owner_id"));
                }
                boolean agrees = key.state.equals("ACTIVE")
                        ? Set.of("ACTIVE", "REVOKING").contains(row.text("status"))
                        : row.text("status").equals("REVOKED");
                findings.holds(
                        agrees || !quiescent, "ledger-and-platform-agree-on-keys", kid, key.state, row.text("status"));
            }
        });
        for (Row row : inApp.values()) {
            String status = row.text("status");
            boolean onLedger = publicState.containsKey("KEY:" + row.text("kid"));
            // A key that waits for the ledger may be there already, and the platform has not heard it yet.
            boolean agrees = status.equals("REGISTERING")
                    ? !quiescent || !onLedger
                    : onLedger == Set.of("ACTIVE", "REVOKING", "REVOKED").contains(status);
            findings.holds(
                    agrees,
                    "ledger-and-platform-agree-on-keys",
                    row.text("kid") + " which is " + status,
                    onLedger ? "not on the ledger" : "on the ledger",
                    onLedger);
        }
        findings.audited("act keys", inApp.size());
    }

    private void same(String kind, String id, String state, long version, String act, Map<String, Object> onLedger) {
        String invariant = "the-ledger-is-what-its-acts-make-it";
        findings.equal(invariant, "state of " + kind + " " + id, state, onLedger.get("state"));
        findings.equal(invariant, "version of " + kind + " " + id, version, Json.number(onLedger, "version"));
        findings.equal(invariant, "last act of " + kind + " " + id, act, onLedger.get("act"));
    }

    private void receivables(Replay replay) throws SQLException {
        String agree = "ledger-and-platform-agree-on-receivables";
        var inApp = app.byKey("id", """
                select id::text, state, ledger_version, confirmed_minor, diluted_minor, debtor_id::text, creditor_id::text,
                       rejection_act_hash, act_hash
                  from receivable.receivables""");
        replay.receivables.forEach((id, receivable) -> {
            same(
                    "receivable",
                    id,
                    receivable.state,
                    receivable.version,
                    receivable.act,
                    publicState.getOrDefault("RCV:" + id, Map.of()));
            var terms = privateState.getOrDefault("RCV:" + id, Map.of());
            findings.equal(
                    "the-ledger-is-what-its-acts-make-it",
                    "confirmed and diluted of receivable " + id,
                    receivable.confirmed + " less " + receivable.diluted,
                    Json.number(terms, "confirmedMinor") + " less " + Json.number(terms, "dilutedMinor"));
            var row = inApp.get(id);
            if (row == null) {
                findings.broken(agree, id, receivable.state, "nothing");
                return;
            }
            findings.equal(agree, "debtor of " + id, receivable.debtor, row.text("debtor_id"));
            findings.equal(agree, "creditor of " + id, receivable.creditor, row.text("creditor_id"));
            if (isAwaited(row.text("state"))) {
                return;
            }
            var states =
                    receivable.state.equals("REJECTED") ? Set.of("REJECTED") : Set.of("CONFIRMED", "PART_DISPUTED");
            findings.holds(states.contains(row.text("state")) || !quiescent, agree, id, states, row.text("state"));
            if (quiescent && receivable.state.equals("CONFIRMED")) {
                findings.equal(agree, "version of " + id, receivable.version, row.number("ledger_version"));
                findings.equal(agree, "confirmed of " + id, receivable.confirmed, row.number("confirmed_minor"));
                findings.equal(agree, "diluted of " + id, receivable.diluted, row.number("diluted_minor"));
            }
        });
        for (Row row : inApp.values()) {
            boolean claimed =
                    Set.of("CONFIRMED", "PART_DISPUTED", "CONFIRMING_MORE").contains(row.text("state"));
            findings.holds(
                    !claimed || replay.receivables.containsKey(row.text("id")),
                    agree,
                    row.text("id"),
                    "confirmed by an act on the ledger",
                    row.text("state"));
        }
        findings.audited("receivables", inApp.size());
    }

    private static boolean isAwaited(String state) {
        return Set.of("CONFIRMING", "CONFIRMING_MORE", "REJECTING").contains(state);
    }

    private void vouchers(Replay replay) throws SQLException {
        var inApp = app.byKey("no", """
                select no, state, ledger_version, amount_minor, holder_id::text, issuer_id::text, payee_id::text, frozen,
                       coalesce(financier_id::text, '') as financier_id, coalesce(financed_as, '') as financed_as,
                       coalesce(parent_no, '') as parent_no, hops, due_date::text, coalesce(ended_by, '') as ended_by,
                       receivable_id::text
                  from voucher.vouchers""");
        replay.vouchers.forEach((no, voucher) -> {
            same(
                    "voucher",
                    no,
                    voucher.state,
                    voucher.version,
                    voucher.act,
                    publicState.getOrDefault("VCH:" + no, Map.of()));
            sameTerms(voucher, privateState.getOrDefault("VCH:" + no, Map.of()));
            var row = inApp.get(no);
            if (row == null) {
                findings.holds(!quiescent, "ledger-and-platform-agree-on-vouchers", no, voucher.state, "nothing");
            } else {
                agree(voucher, row);
            }
        });
        for (Row row : inApp.values()) {
            boolean neverThere = Set.of("ISSUING", "ISSUE_REFUSED").contains(row.text("state"));
            // What came back by the calendar is on the ledger from its first act on.
            boolean mayBeMissing = neverThere || row.text("no").endsWith(".R");
            findings.holds(
                    mayBeMissing || replay.vouchers.containsKey(row.text("no")),
                    "ledger-and-platform-agree-on-vouchers",
                    row.text("no"),
                    "on the ledger",
                    row.text("state") + " only here");
        }
        findings.audited("vouchers", inApp.size());
    }

    private void sameTerms(Replay.Voucher voucher, Map<String, Object> terms) {
        String invariant = "the-ledger-is-what-its-acts-make-it";
        var lock = Json.map(terms.get("lock"));
        var financing = Json.map(terms.get("financing"));
        findings.equal(
                invariant,
                "terms of voucher " + voucher.no,
                List.of(
                        voucher.holder,
                        voucher.payee,
                        voucher.issuer,
                        voucher.amount,
                        voucher.due.toString(),
                        Json.text(voucher.lock, "bank"),
                        Json.text(voucher.lock, "request"),
                        Json.text(voucher.funding, "bank"),
                        Json.text(voucher.funding, "loan"),
                        Json.text(voucher.funding, "product"),
                        Json.number(voucher.funding, "fundedMinor"),
                        voucher.receipt,
                        voucher.frozen),
                List.of(
                        Json.text(terms, "holder"),
                        Json.text(terms, "payee"),
                        Json.text(terms, "issuer"),
                        Json.number(terms, "amountMinor"),
                        Json.text(terms, "dueDate"),
                        Json.text(lock, "bank"),
                        Json.text(lock, "request"),
                        Json.text(financing, "bank"),
                        Json.text(financing, "loan"),
                        Json.text(financing, "product"),
                        Json.number(financing, "fundedMinor"),
                        Json.text(terms, "receipt"),
                        terms.get("freeze") != null));
    }

    private void agree(Replay.Voucher voucher, Row row) {
        String agree = "ledger-and-platform-agree-on-vouchers";
        String no = voucher.no;
        findings.equal(agree, "amount of " + no, voucher.amount, row.number("amount_minor"));
        findings.equal(agree, "payee of " + no, voucher.payee, row.text("payee_id"));
        findings.equal(agree, "issuer of " + no, voucher.issuer, row.text("issuer_id"));
        findings.equal(agree, "due date of " + no, voucher.due.toString(), row.text("due_date"));
        findings.equal(agree, "parent of " + no, voucher.parent, row.text("parent_no"));
        findings.equal(agree, "hops of " + no, voucher.hops, row.number("hops"));
        findings.equal(agree, "receivable of " + no, voucher.receivable, row.text("receivable_id"));
        if (!quiescent) {
            return;
        }
        boolean lapsed = row.text("ended_by").equals("EXPIRED");
        var states = States.ofVoucherOn(voucher.state, lapsed);
        findings.holds(
                states.contains(row.text("state")), agree, no + " (" + voucher.state + ")", states, row.text("state"));
        if (!lapsed) {
            findings.equal(agree, "version of " + no, voucher.version, row.number("ledger_version"));
            findings.equal(agree, "freeze of " + no, voucher.frozen, row.flag("frozen"));
        }
        findings.equal(agree, "holder of " + no, voucher.holder, row.text("holder_id"));
        findings.equal(agree, "financier of " + no, Json.text(voucher.funding, "bank"), row.text("financier_id"));
        findings.equal(agree, "product of " + no, Json.text(voucher.funding, "product"), row.text("financed_as"));
    }

    // Pending states

    /// Whatever waits for the ledger has an act on its way there: a row that the outbox has lost shows here.
    private void waiting() throws SQLException {
        var awaited = app.rows("""
                select 'voucher' as kind, no as id, state from voucher.vouchers
                 where state in ('ISSUING', 'ACCEPTING', 'DECLINING', 'TRANSFERRING', 'VOIDING', 'LOCKING', 'FUNDING', 'SETTLING')
                union all
                select 'receivable', id::text, state from receivable.receivables
                 where state in ('CONFIRMING', 'CONFIRMING_MORE', 'REJECTING')
                union all
                select 'key', kid, status from enterprise.keys where status in ('REGISTERING', 'REVOKING')
                union all
                select 'lock of', voucher_no, state from voucher.locks where state = 'RELEASING'
                union all
                select 'order about', voucher_no, state from voucher.orders where state = 'ASKED'""");
        Set<String> onTheirWay = new HashSet<>();
        for (Row row : app.rows("""
                select s.subject from ledger.entry_subjects s join ledger.entries e using (number)
                 where e.status not in ('COMMITTED', 'REFUSED')""")) {
            onTheirWay.add(row.text("subject"));
        }
        for (Row row : awaited) {
            findings.holds(
                    onTheirWay.contains(row.text("id")),
                    "what-waits-for-the-ledger-has-its-act",
                    row.text("kind") + " " + row.text("id") + " (" + row.text("state") + ")",
                    "an act on its way",
                    "none");
        }
        findings.audited("pending states", awaited.size());
        asked();
    }

    /// Each step that a room remembers as asked or written names an act that was told.
    private void asked() throws SQLException {
        var asked = app.rows("""
                select 'lock' as kind, voucher_no as id, act_hash, state from voucher.locks
                union all select 'funding', voucher_no, act_hash, state from voucher.fundings
                union all select 'settlement', voucher_no, act_hash, state from voucher.settlements
                union all select 'part', no, act_hash, state from voucher.parts where state <> 'PREPARED'
                union all select 'order', voucher_no, act_hash, state from voucher.orders
                union all select 'cancellation', voucher_no, act_hash, state from voucher.cancellations
                           where state in ('ASKED', 'WRITTEN', 'REFUSED')
                union all select 'confirmation', receivable_id::text, act_hash, state from receivable.confirmations
                           where state <> 'PREPARED'
                union all select 'dilution', receivable_id::text, act_hash, state from receivable.dilutions
                           where state <> 'PREPARED'""");
        var ends = Map.of(
                "COMMITTED", Set.of("HELD", "FUNDED", "EXPIRED", "RELEASING", "RELEASED", "WRITTEN", "COMMITTED"),
                "REFUSED", Set.of("REFUSED"));
        for (Row row : asked) {
            String about = row.text("kind") + " of " + row.text("id") + " by act " + row.text("act_hash");
            var entry = entries.get(row.text("act_hash"));
            if (entry == null) {
                findings.broken("a-step-names-an-act-that-was-told", about, "an entry of the outbox", "none");
            } else if (ends.containsKey(entry.text("status"))) {
                var expected = ends.get(entry.text("status"));
                findings.holds(
                        expected.contains(row.text("state")),
                        "a-step-ends-as-its-act",
                        about,
                        expected,
                        row.text("state"));
            }
        }
        findings.audited("steps by an act", asked.size());
    }

    /// The hashes of all acts that were told.
    Set<String> told() {
        return entries.keySet().stream().collect(Collectors.toSet());
    }
}
