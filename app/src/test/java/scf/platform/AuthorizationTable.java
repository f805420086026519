package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// `docs/api/authorization.md`, read: by route and by role, in the words of that page.
record AuthorizationTable(Map<String, Map<Role, String>> rows) {

    private static final Path PAGE = Path.of("../docs/api/authorization.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z]+ /\\S+)` \\|(.+)\\|$");

    /// The columns of the table.
    enum Role {
        CITY,
        BANK,
        OTHER_BANK,
        CHAIN_MASTER,
        SUPPLIER,
        OTHER_ENTERPRISE;

        /// Whoever has nothing to do with the town's objects must not learn which of them exist.
        boolean isOutsider() {
            return this == OTHER_BANK || this == OTHER_ENTERPRISE;
        }

        LiveTown.Party in(LiveTown town) {
            return switch (this) {
                case CITY -> town.city;
                case BANK -> town.bank;
                case OTHER_BANK -> town.secondBank;
                case CHAIN_MASTER -> town.master;
                case SUPPLIER -> town.supplier;
                case OTHER_ENTERPRISE -> town.stranger;
            };
        }
    }

    static AuthorizationTable read() {
        var rows = new LinkedHashMap<String, Map<Role, String>>();
        var row = ROW.matcher(text());
        while (row.find()) {
            var verdicts = List.of(row.group(2).split("\\|", -1));
            assertThat(verdicts).as(row.group(1)).hasSameSizeAs(Role.values());
            var next = verdicts.iterator();
            var byRole = new LinkedHashMap<Role, String>();
            for (Role role : Role.values()) {
                byRole.put(role, next.next().strip());
            }
            rows.put(row.group(1), byRole);
        }
        return new AuthorizationTable(rows);
    }

    private static String text() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Somebody whom this route lets in; where nothing of the town lies behind it, whoever may at least ask.
    Role letIn(String route) {
        var row = java.util.Objects.requireNonNull(rows.get(route));
        return first(row, "yes"::equals)
                .or(() -> first(row, verdict -> !verdict.equals("kind")))
                .orElseThrow(() -> new AssertionError(route + " lets nobody in"));
    }

    private static Optional<Role> first(Map<Role, String> row, Predicate<String> wanted) {
        return row.entrySet().stream()
                .filter(verdict -> wanted.test(verdict.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
