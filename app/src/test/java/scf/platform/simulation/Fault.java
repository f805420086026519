package scf.platform.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/// A defect that is planted on purpose: one place of the source, compiled anew and put before the true class.
///
/// A simulation that finds nothing has shown something only if it finds these. Where the database would refuse what a
/// fault writes, its constraint is dropped first: the auditor has to find it by itself.
enum Fault {

    /// Two reservations on one line do not wait for each other, and each finds the room that the other takes.
    MISSING_LOCK(
            "I7-no-reservation-passes-the-limit",
            "app/src/main/java/scf/platform/creditline/CreditLineStore.java",
            Map.of(".forNoKeyUpdate()", ""),
            "no_reservation_passes_the_limit (trigger a_movement_moves_the_balance)",
            """
            do $do$
            declare
                defined text := pg_get_functiondef('creditline.move'::regproc);
                careless text := replace(defined, 'if new.kind = ''RESERVE'' and', 'if false and');
            begin
                if careless = defined then raise 'creditline.move has changed: mend the fault'; end if;
                execute careless;
            end $do$"""),

    /// A step is taken here and the ledger never hears of it, for some acts.
    LOST_OUTBOX_ROW(
            "what-waits-for-the-ledger-has-its-act",
            "app/src/main/java/scf/platform/ledger/Acts.java",
            Map.of("store.append(act.hash(), act.signature(), Touched.by(act.rows()));", """
                    if (!act.header().type().name().equals("ACCEPT") || act.hash().value().charAt(0) > '3') {
                        store.append(act.hash(), act.signature(), Touched.by(act.rows()));
                    }
                    """),
            "none",
            ""),

    /// Interest on a balance that changed is rounded for each balance, and not once.
    ROUNDING_PER_PART(
            "I14-a-payment-meets-the-debt-in-order",
            "app/src/main/java/scf/platform/money/Interest.java",
            Map.of("""
                            product =
                                    product.add(BigInteger.valueOf(balance.principal().minor()).multiply(BigInteger.valueOf(days)));
                        }
                        return new Money(
                                currency,
                                rounded(
                                        product.multiply(BigInteger.valueOf(yearly.millionths())),
                                        MILLION.multiply(BigInteger.valueOf(dayCount.daysOfAYear()))));
                    """, """
                            var part = BigInteger.valueOf(balance.principal().minor()).multiply(BigInteger.valueOf(days));
                            product = product.add(BigInteger.valueOf(rounded(
                                    part.multiply(BigInteger.valueOf(yearly.millionths())),
                                    MILLION.multiply(BigInteger.valueOf(dayCount.daysOfAYear())))));
                        }
                        return new Money(currency, product.longValueExact());
                    """),
            "none",
            ""),

    /// What is released is given back to the limit twice.
    DOUBLE_RELEASE(
            "I8-a-hold-resolves-exactly-once",
            "app/src/main/java/scf/platform/creditline/CreditLineStore.java",
            Map.of("case RELEASED -> move(hold, \"RELEASE\", -amount, 0, 0, now);", """
                                case RELEASED -> {
                                    move(hold, "RELEASE", -amount, 0, 0, now);
                                    move(hold, "RELEASE", -amount, 0, 0, now);
                                }
                    """),
            "a_hold_resolves_once, nothing_is_reserved_below_zero",
            """
            drop index creditline.a_hold_resolves_once;
            alter table creditline.nodes drop constraint nothing_is_reserved_below_zero"""),

    /// Whoever knows the number of a loan may read it.
    MISSING_OWNER_CHECK(
            "nobody-reaches-what-is-another's",
            "app/src/main/java/scf/platform/loan/Loans.java",
            Map.of("""
                            return store.find(id)
                                    .filter(loan -> loan.terms().bank().equals(reader)
                                            || loan.terms().borrower().equals(reader))
                    """, """
                            return store.find(id)
                    """),
            "none",
            ""),

    /// A transaction that was found in conflict is taken for one that holds.
    SWALLOWED_CONFLICT(
            "what-is-committed-is-on-the-ledger",
            "chaincode-client/gateway/src/main/java/scf/gateway/LedgerClient.java",
            Map.of("""
                                new Committing.Conflicted(status.getCode().name(), status.getBlockNumber());
                    """, """
                                new Committing.Committed(status.getBlockNumber());
                    """),
            "none",
            "");

    private final String foundBy;
    private final String source;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<String, String> change;

    private final String stoppedBy;
    private final String carelessness;

    Fault(String foundBy, String source, Map<String, String> change, String stoppedBy, String carelessness) {
        this.foundBy = foundBy;
        this.source = source;
        this.change = change;
        this.stoppedBy = stoppedBy;
        this.carelessness = carelessness;
    }

    /// The invariant that the fault breaks. What else is broken besides shows nothing.
    String foundBy() {
        return foundBy;
    }

    /// Whether something waits for the ledger for ever because of the fault, so that nobody need wait for quiet.
    boolean keepsSomethingWaiting() {
        return this == SWALLOWED_CONFLICT;
    }

    static Fault named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /// The constraint that would have refused what the fault writes, had it not been dropped.
    String stoppedBy() {
        return stoppedBy;
    }

    /// SQL that keeps the database from being careful; empty where it would not have been.
    String carelessness() {
        return carelessness;
    }

    /// Compiles the faulty class.
    ///
    /// @return a folder to be put first on the class path
    Path planted(Path folder) {
        try {
            var file = root().resolve(source);
            String faulty = Files.readString(file);
            for (var one : change.entrySet()) {
                var place = place(one.getKey()).matcher(faulty);
                if (!place.find()) {
                    throw new IllegalStateException(
                            this + " finds its place in " + source + " no more: it was\n" + one.getKey());
                }
                faulty = place.replaceAll(Matcher.quoteReplacement(one.getValue()));
            }
            var written =
                    Files.createDirectories(folder.resolve("fault-source")).resolve(file.getFileName());
            Files.writeString(written, faulty);
            var overlay = Files.createDirectories(folder.resolve("fault"));
            int result = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            List.of(
                                            "-parameters",
                                            "-proc:none",
                                            "-nowarn",
                                            "-cp",
                                            System.getProperty("java.class.path"),
                                            "-d",
                                            overlay.toString(),
                                            written.toString())
                                    .toArray(String[]::new));
            if (result != 0) {
                throw new IllegalStateException(this + " does not compile: mend the fault");
            }
            return overlay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The lines one after the other, however they are indented.
    private static Pattern place(String text) {
        return Pattern.compile(text.strip()
                .lines()
                .map(line -> Pattern.quote(line.strip()))
                .collect(Collectors.joining("\\s*\\n\\s*")));
    }

    /// From the module or from the root.
    private static Path root() {
        return Files.exists(Path.of("chaincode-client")) ? Path.of("") : Path.of("..");
    }
}
