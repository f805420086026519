import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Judges what a town has played, from its databases and from what its parties were answered, and shares no class with
/// the platform that it judges: plain SQL, its own reading of the acts, the formulas of the trade written a second
/// time.
///
///     java -cp postgresql.jar infra/simulation/Auditor.java [options] <app jdbc url> <ledger jdbc url>
///     <transcript.jsonl>
///
/// `--quiescent`: nothing is under way any more, so nothing may wait. `--expect=loans,vouchers`: kinds of which the
/// town has some; an audit that finds none has looked at nothing. `--user=`, `--password=`: else `PGUSER` and
/// `PGPASSWORD`. Several towns may be given, three arguments each.
///
/// One line for each broken invariant, `BROKEN <invariant>: <subject>: expected … found …`, and the counts of what was
/// looked at. Ends with 0 when nothing is broken, with 1 when something is, and with 2 when it could not be audited.
public final class Auditor {

    private static final int SOUND = 0;
    private static final int BROKEN = 1;
    private static final int NOT_AUDITED = 2;

    private final boolean quiescent;
    private final Set<String> expected;
    private final String user;
    private final String password;

    private Auditor(List<String> options) {
        this.quiescent = options.contains("--quiescent");
        this.expected = new TreeSet<>();
        for (String kind : option(options, "--expect=", "").split(",", -1)) {
            if (!kind.isBlank()) {
                expected.add(kind.strip());
            }
        }
        this.user = option(options, "--user=", System.getenv("PGUSER"));
        this.password = option(options, "--password=", System.getenv("PGPASSWORD"));
    }

    private static String option(List<String> options, String name, String otherwise) {
        return options.stream()
                .filter(option -> option.startsWith(name))
                .map(option -> option.substring(name.length()))
                .findFirst()
                .orElse(otherwise);
    }

    public static void main(String[] arguments) {
        var given = List.of(arguments).stream().collect(Collectors.partitioningBy(one -> one.startsWith("--")));
        var towns = given.get(false);
        if (towns.isEmpty() || towns.size() % 3 != 0) {
            System.out.println("NOT AUDITED: give an application, a ledger and a transcript");
            System.exit(NOT_AUDITED);
        }
        var auditor = new Auditor(given.get(true));
        int worst = SOUND;
        for (int i = 0; i < towns.size(); i += 3) {
            if (towns.size() > 3) {
                System.out.println("town " + towns.get(i + 2));
            }
            worst = Math.max(worst, auditor.audit(towns.get(i), towns.get(i + 1), Path.of(towns.get(i + 2))));
        }
        System.exit(worst);
    }

    private int audit(String appUrl, String ledgerUrl, Path transcript) {
        long begun = System.nanoTime();
        var findings = new Findings();
        try (var app = new Store(appUrl, user, password);
                var ledger = new Store(ledgerUrl, user, password)) {
            var ledgerAudit = new LedgerAudit(app, ledger, findings, quiescent);
            ledgerAudit.audit();
            new LimitAudit(app, findings, quiescent).audit();
            new VoucherAudit(app, findings).audit();
            new MoneyAudit(app, findings).audit();
            new SettlementAudit(app, findings).audit();
            hear(transcript, new CallAudit(app, findings, ledgerAudit.told()), new OwnershipAudit(app, findings));
        } catch (SQLException | IOException | RuntimeException e) {
            System.out.println("NOT AUDITED: " + e);
            e.printStackTrace(System.out);
            return NOT_AUDITED;
        }
        findings.summary((System.nanoTime() - begun) / 1e9);
        var missing =
                expected.stream().filter(kind -> findings.count(kind) == 0).toList();
        if (!missing.isEmpty()) {
            System.out.println("NOT AUDITED: there are none of " + missing);
            return NOT_AUDITED;
        }
        return findings.areNone() ? SOUND : BROKEN;
    }

    /// Line by line: a long play says more than fits into memory.
    private static void hear(Path transcript, CallAudit calls, OwnershipAudit ownership)
            throws IOException, SQLException {
        calls.read();
        ownership.read();
        try (var lines = Files.lines(transcript)) {
            lines.filter(line -> !line.isBlank()).map(Auditor::read).forEach(exchange -> {
                calls.hear(exchange);
                ownership.hear(exchange);
            });
        }
        ownership.compare();
    }

    private static Exchange read(String line) {
        try {
            return Exchange.of(line);
        } catch (RuntimeException e) {
            String words = line.length() > 100 ? line.substring(0, 100) + " …" : line;
            throw new IllegalArgumentException("a line of the transcript is no exchange: " + words, e);
        }
    }
}
