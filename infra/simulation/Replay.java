import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The objects of the ledger, made a second time out of nothing but the signed acts in the order of their blocks.
///
/// The rules stand here once more, from the tables of the trade (I1 to I11) and not from the contract: who may take a
/// step, on what, and where it leads. An act that the ledger holds and that should have been refused is a finding, and
/// what the acts come to is what ledger and platform must both show.
final class Replay {

    private static final String UNLAWFUL = "I6-an-act-on-the-ledger-is-lawful";
    private static final String RETURNED = ".R";

    final Map<String, Voucher> vouchers = new HashMap<>();
    final Map<String, Receivable> receivables = new HashMap<>();
    final Map<String, Key> keys = new HashMap<>();
    private final Map<String, Long> confirmedOnInvoice = new HashMap<>();
    private final Findings findings;
    private final int tenorMonths;
    private Act act;

    static final class Key {
        String state;
        long version;
        String owner;
        String act;
    }

    static final class Receivable {
        String state;
        long version;
        String act;
        String debtor;
        String creditor;
        long confirmed;
        long diluted;
        LocalDate due;
        /// What stands in vouchers, as roots that were not given back.
        long issued;

        long owed() {
            return confirmed - diluted;
        }
    }

    static final class Voucher {
        String no;
        String state;
        long version;
        String act;
        String receivable;
        String issuer;
        String payee;
        String holder;
        long amount;
        LocalDate due;
        LocalDate lastDayToAccept;
        /// Empty for what the debtor issued.
        String parent = "";
        String transferor = "";
        long hops;
        boolean frozen;
        /// The row of the lock that binds it, if any.
        Map<String, Object> lock = Map.of();
        /// The row of the act that financed it, if any.
        Map<String, Object> funding = Map.of();
        String receipt = "";

        boolean isRoot() {
            return parent.isEmpty();
        }
    }

    Replay(Findings findings, int tenorMonths) {
        this.findings = findings;
        this.tenorMonths = tenorMonths;
    }

    void apply(Act next) {
        act = next;
        for (var row : act.rows()) {
            switch (act.type()) {
                case "REGISTER_KEY" -> register(Json.text(row, "kid"), Json.text(row, "owner"));
                case "ROTATE_KEY" -> rotate(row);
                case "REVOKE_KEY" -> end(key(Json.text(row, "kid")), "REVOKED");
                case "CONFIRM" -> confirm(row);
                case "REJECT" -> reject(row);
                case "DILUTE" -> dilute(row);
                case "ISSUE" -> issue(row);
                default -> step(row);
            }
        }
    }

    private void step(Map<String, Object> row) {
        String no = Json.text(row, "voucher");
        bringBack(no);
        var voucher = vouchers.get(no);
        if (voucher == null) {
            unlawful("on a voucher that exists", no);
            return;
        }
        long seen = act.type().equals("SETTLE") ? Json.number(row, "version") : act.version();
        lawful(seen == voucher.version, "on version " + seen + " of " + no, voucher.version);
        switch (act.type()) {
            case "ACCEPT" -> accept(row, voucher);
            case "DECLINE" -> decline(row, voucher);
            case "TRANSFER" -> transfer(row, voucher);
            case "VOID" -> {
                lawful(free(voucher) && voucher.isRoot(), "cancels a root in its holder's hand", voucher.state);
                giveBack(voucher);
            }
            case "FREEZE" -> {
                voucher.frozen = true;
                change(voucher, voucher.state);
            }
            case "UNFREEZE" -> {
                voucher.frozen = false;
                change(voucher, voucher.state);
            }
            case "LOCK" -> lock(row, voucher);
            case "RELEASE" -> {
                lawful(voucher.state.equals("FIN_LOCKED"), "releases a lock", voucher.state);
                lawful(act.actor().equals(Json.text(voucher.lock, "bank")), "by the bank of the lock", act.actor());
                voucher.lock = Map.of();
                change(voucher, "ACTIVE");
            }
            case "FUND" -> fund(row, voucher);
            case "SETTLE" -> settle(row, voucher);
            default -> unlawful("of a known type", act.type());
        }
    }

    // Keys

    private void register(String kid, String owner) {
        lawful(!keys.containsKey(kid), "registers a new key", kid);
        var key = key(kid);
        key.state = "ACTIVE";
        key.version = 1;
        key.owner = owner;
        key.act = act.hash();
    }

    private void rotate(Map<String, Object> row) {
        var old = key(Json.text(row, "kid"));
        end(old, "ROTATED");
        register(Json.text(row, "newKid"), old.owner);
    }

    private void end(Key key, String state) {
        key.state = state;
        key.version++;
        key.act = act.hash();
    }

    private Key key(String kid) {
        return keys.computeIfAbsent(kid, _ -> new Key());
    }

    // Receivables

    private void confirm(Map<String, Object> row) {
        lawful(act.actor().equals(Json.text(row, "debtor")), "by the debtor", act.actor());
        var receivable = receivable(row);
        lawful(
                !"REJECTED".equals(receivable.state) && Json.number(row, "version") == receivable.version,
                "on version " + receivable.version,
                Json.number(row, "version"));
        receivable.confirmed += Json.number(row, "confirmedMinor");
        stand(receivable, "CONFIRMED");
        String invoice = normal(Json.text(row, "sellerIdentifier")) + "/" + normal(Json.text(row, "invoiceNumber"));
        long onInvoice = confirmedOnInvoice.merge(invoice, Json.number(row, "confirmedMinor"), Long::sum);
        findings.atMost(
                "I3-no-invoice-is-confirmed-above-its-total", invoice, Json.number(row, "invoiceMinor"), onInvoice);
    }

    private void reject(Map<String, Object> row) {
        var receivable = receivable(row);
        lawful(act.actor().equals(receivable.debtor), "by the debtor", act.actor());
        lawful(receivable.state == null, "on what was never confirmed", receivable.state);
        stand(receivable, "REJECTED");
    }

    private Receivable receivable(Map<String, Object> row) {
        return receivables.computeIfAbsent(Json.text(row, "receivable"), _ -> {
            var receivable = new Receivable();
            receivable.debtor = Json.text(row, "debtor");
            receivable.creditor = Json.text(row, "creditor");
            receivable.due = LocalDate.parse(Json.text(row, "dueDate"));
            return receivable;
        });
    }

    private void stand(Receivable receivable, String state) {
        receivable.state = state;
        receivable.version++;
        receivable.act = act.hash();
    }

    private void dilute(Map<String, Object> row) {
        String id = Json.text(row, "receivable");
        var receivable = receivables.get(id);
        if (receivable == null || !"CONFIRMED".equals(receivable.state)) {
            unlawful("on a confirmed receivable", id);
            return;
        }
        dropLapsed(id, receivable);
        for (Object named : Json.list(row.get("vouchers"))) {
            String no = named.toString();
            bringBack(no);
            var voucher = vouchers.get(no);
            lawful(voucher != null && (free(voucher) || voucher.state.equals("FINANCED")), "of live vouchers", no);
            if (voucher != null) {
                receivable.issued -= voucher.amount;
                end(voucher);
            }
        }
        receivable.diluted += Json.number(row, "dilutedMinor");
        findings.atMost("I2-vouchers-never-pass-what-is-owed", id, receivable.owed(), receivable.issued);
        stand(receivable, "CONFIRMED");
    }

    /// Issues that nobody has accepted in time count no more, from the next act that measures the receivable on.
    private void dropLapsed(String id, Receivable receivable) {
        for (var voucher : vouchers.values()) {
            if (voucher.receivable.equals(id) && voucher.isRoot() && isOver(voucher)) {
                receivable.issued -= voucher.amount;
                end(voucher);
            }
        }
    }

    // Vouchers

    private void issue(Map<String, Object> row) {
        String id = Json.text(row, "receivable");
        var receivable = receivables.get(id);
        if (receivable == null || !"CONFIRMED".equals(receivable.state)) {
            unlawful("on a confirmed receivable", id);
            return;
        }
        dropLapsed(id, receivable);
        var voucher = new Voucher();
        voucher.no = Json.text(row, "voucher");
        voucher.receivable = id;
        voucher.issuer = Json.text(row, "issuer");
        voucher.payee = Json.text(row, "payee");
        voucher.holder = voucher.payee;
        voucher.amount = Json.number(row, "amountMinor");
        voucher.due = LocalDate.parse(Json.text(row, "dueDate"));
        voucher.lastDayToAccept = lastDay(row, voucher.due);
        receivable.issued += voucher.amount;
        var issued = LocalDate.parse(Json.text(row, "issueDate"));
        lawful(
                act.actor().equals(receivable.debtor) && voucher.issuer.equals(receivable.debtor),
                "by the debtor",
                act.actor());
        lawful(voucher.payee.equals(receivable.creditor), "for the creditor", voucher.payee);
        lawful(issued.equals(act.businessDate()), "dated by its business date", issued);
        lawful(
                voucher.due.isAfter(issued) && !voucher.due.isAfter(receivable.due),
                "due within its claim",
                voucher.due);
        lawful(
                !voucher.due.isAfter(issued.plusMonths(tenorMonths)),
                "within " + tenorMonths + " months (R-01)",
                voucher.due);
        lawful(!vouchers.containsKey(voucher.no), "under a new number", voucher.no);
        findings.atMost("I2-vouchers-never-pass-what-is-owed", id, receivable.owed(), receivable.issued);
        born(voucher, "PENDING_ACCEPT");
    }

    private static LocalDate lastDay(Map<String, Object> row, LocalDate due) {
        String said = Json.text(row, "acceptBy");
        return said.isEmpty() ? due.minusDays(1) : LocalDate.parse(said);
    }

    private void accept(Map<String, Object> row, Voucher voucher) {
        lawful(
                voucher.state.equals("PENDING_ACCEPT") && !isOver(voucher) && !voucher.frozen,
                "accepts what waits for it",
                voucher.state);
        lawful(act.actor().equals(voucher.payee), "by the payee", act.actor());
        change(voucher, "ACTIVE");
    }

    private void decline(Map<String, Object> row, Voucher voucher) {
        lawful(voucher.state.equals("PENDING_ACCEPT") && !isOver(voucher), "declines what waits for it", voucher.state);
        lawful(act.actor().equals(voucher.payee), "by the payee", act.actor());
        giveBack(voucher);
    }

    private void transfer(Map<String, Object> row, Voucher voucher) {
        lawful(act.actor().equals(voucher.holder), "by the holder", act.actor());
        lawful(free(voucher) && !voucher.frozen, "of a voucher in its holder's hand", voucher.state);
        lawful(act.businessDate().isBefore(voucher.due), "before it is due", act.businessDate());
        voucher.lock = Map.of();
        change(voucher, "SPENT");
        long sum = 0;
        for (Object one : Json.list(row.get("parts"))) {
            var part = Json.map(one);
            sum += Json.number(part, "amountMinor");
            var child = child(voucher, Json.text(part, "voucher"), Json.text(part, "payee"), part, voucher.hops + 1);
            child.lastDayToAccept = lastDay(row, child.due);
            born(child, "PENDING_ACCEPT");
        }
        for (Object one : Json.list(row.get("kept"))) {
            var kept = Json.map(one);
            sum += Json.number(kept, "amountMinor");
            born(child(voucher, Json.text(kept, "voucher"), voucher.holder, kept, voucher.hops), "ACTIVE");
        }
        findings.equal("I1-the-parts-of-a-voucher-are-worth-what-it-was", voucher.no, voucher.amount, sum);
    }

    private static Voucher child(Voucher parent, String no, String payee, Map<String, Object> part, long hops) {
        var child = new Voucher();
        child.no = no;
        child.receivable = parent.receivable;
        child.issuer = parent.issuer;
        child.payee = payee;
        child.holder = payee;
        child.amount = Json.number(part, "amountMinor");
        child.due = parent.due;
        child.lastDayToAccept = parent.due.minusDays(1);
        child.parent = parent.no;
        child.transferor = parent.holder;
        child.hops = hops;
        return child;
    }

    private void lock(Map<String, Object> row, Voucher voucher) {
        lawful(act.actor().equals(voucher.holder), "by the holder", act.actor());
        lawful(free(voucher) && !voucher.frozen, "of a voucher in its holder's hand", voucher.state);
        lawful(
                Json.number(row, "fundedMinor") <= voucher.amount,
                "for at most its face",
                Json.number(row, "fundedMinor"));
        voucher.lock = row;
        change(voucher, "FIN_LOCKED");
    }

    private void fund(Map<String, Object> row, Voucher voucher) {
        boolean asLocked = voucher.state.equals("FIN_LOCKED")
                && List.of("bank", "offer", "product", "fundedMinor", "currency").stream()
                        .allMatch(field -> row.get(field).equals(voucher.lock.get(field)));
        findings.holds(
                asLocked && act.actor().equals(Json.text(row, "bank")),
                "I5-what-is-funded-is-what-the-holder-has-locked",
                voucher.no,
                voucher.lock,
                row);
        if (Json.text(row, "product").equals("PURCHASE")) {
            findings.equal("I5-a-purchase-is-of-the-face", voucher.no, voucher.amount, Json.number(row, "fundedMinor"));
            voucher.holder = Json.text(row, "bank");
        }
        voucher.lock = Map.of();
        voucher.funding = row;
        change(voucher, "FINANCED");
    }

    private void settle(Map<String, Object> row, Voucher voucher) {
        lawful(free(voucher) || voucher.state.equals("FINANCED"), "settles what lives", voucher.state);
        String financier = Json.text(voucher.funding, "bank");
        lawful(financier.isEmpty() || act.actor().equals(financier), "by the bank that has financed it", act.actor());
        lawful(Json.number(row, "amountMinor") == voucher.amount, "for its face " + voucher.amount, row);
        lawful(!act.businessDate().isBefore(voucher.due), "not before " + voucher.due, act.businessDate());
        voucher.lock = Map.of();
        voucher.receipt = Json.text(row, "receiptReference");
        change(voucher, "SETTLED");
    }

    /// What a payee has let lapse comes back to its transferor when the next act speaks of the number that it will
    /// have.
    private void bringBack(String no) {
        if (no.endsWith(RETURNED) && !vouchers.containsKey(no)) {
            var part = vouchers.get(no.substring(0, no.length() - RETURNED.length()));
            if (part != null && isOver(part)) {
                giveBack(part);
            }
        }
    }

    private void giveBack(Voucher voucher) {
        end(voucher);
        if (voucher.isRoot()) {
            receivables.get(voucher.receivable).issued -= voucher.amount;
        } else {
            var amount = Map.<String, Object>of("amountMinor", java.math.BigDecimal.valueOf(voucher.amount));
            var back = child(voucher, voucher.no + RETURNED, voucher.transferor, amount, voucher.hops - 1);
            back.transferor = voucher.transferor;
            born(back, "ACTIVE");
        }
    }

    boolean isOver(Voucher voucher) {
        return voucher.state.equals("PENDING_ACCEPT")
                && !voucher.frozen
                && act.businessDate().isAfter(voucher.lastDayToAccept);
    }

    /// A lock dies by its own time, which no act says: FIN_LOCKED may stand where nothing binds any more.
    private boolean free(Voucher voucher) {
        if (!voucher.state.equals("FIN_LOCKED")) {
            return voucher.state.equals("ACTIVE");
        }
        // An act lives for three days at the most, so a lock that ends later than that bound every transaction of it.
        var until = java.time.Instant.parse(Json.text(voucher.lock, "lockedUntil"));
        return until.isBefore(act.preparedAt().plus(java.time.Duration.ofDays(3)));
    }

    private void born(Voucher voucher, String state) {
        lawful(!vouchers.containsKey(voucher.no), "brings forth a new number", voucher.no);
        voucher.state = state;
        voucher.version = 1;
        voucher.act = act.hash();
        vouchers.put(voucher.no, voucher);
    }

    private void end(Voucher voucher) {
        voucher.lock = Map.of();
        change(voucher, "VOID");
    }

    private void change(Voucher voucher, String state) {
        voucher.state = state;
        voucher.version++;
        voucher.act = act.hash();
    }

    private void lawful(boolean condition, String expected, Object found) {
        if (!condition) {
            unlawful(expected, found);
        }
    }

    private void unlawful(String expected, Object found) {
        findings.broken(UNLAWFUL, act.type() + " " + act.hash(), expected, found);
    }

    /// `inv-0001` and `INV 0001` are one invoice: letters and digits in one spelling.
    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .replace('〇', '0')
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
