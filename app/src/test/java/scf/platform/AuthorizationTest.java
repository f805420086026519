package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import scf.platform.signing.SignedClient.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Who may call what: every route of the API's page, as every kind of caller, on objects of others and on objects that
/// nobody has, against the table in `docs/api/authorization.md`.
@PlatformTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationTest {

    private static final Path TABLE = Path.of("../docs/api/authorization.md");
    private static final Path PAGE = Path.of("../docs/api/openapi.json");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z]+ /\\S+)` \\|(.+)\\|$");
    private static final String OPEN = "/.well-known/";

    @Autowired
    ApplicationContext platform;

    @Value("${scf.public-url}")
    String base;

    private EveryDoor doors;
    private Map<Role, LiveTown.Party> callers;

    /// The columns of the table.
    private enum Role {
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
    }

    @BeforeAll
    void a_town_with_an_object_behind_each_door() {
        doors = EveryDoor.of(platform);
        var town = doors.town();
        callers = Map.of(
                Role.CITY, town.city,
                Role.BANK, town.bank,
                Role.OTHER_BANK, town.secondBank,
                Role.CHAIN_MASTER, town.master,
                Role.SUPPLIER, town.supplier,
                Role.OTHER_ENTERPRISE, town.stranger);
    }

    @Test
    void the_table_has_every_route_of_the_page_and_no_other() throws Exception {
        assertThat(table().keySet()).containsExactlyElementsOf(routes());
    }

    @Test
    void every_route_answers_every_caller_as_the_table_says() throws Exception {
        var violations = new ArrayList<String>();
        table().forEach((route, row) -> row.forEach((role, verdict) -> violation(route, role, verdict)
                .ifPresent(found -> violations.add(route + ", " + role + ", " + verdict + ": " + found))));

        assertThat(violations).isEmpty();
    }

    @Test
    void whoever_does_not_sign_is_let_in_nowhere() throws Exception {
        var letIn = new TreeSet<String>();
        try (var http = HttpClient.newHttpClient()) {
            for (String route : table().keySet()) {
                var call = doors.own(route);
                var body = call.writes()
                        ? HttpRequest.BodyPublishers.ofString(String.valueOf(call.body()))
                        : HttpRequest.BodyPublishers.noBody();
                var unsigned = HttpRequest.newBuilder(URI.create(base + call.path()))
                        .method(call.method(), body)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "\"not-signed-at-all\"")
                        .build();
                int status = http.send(unsigned, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status != 401) {
                    letIn.add(route + ": " + status);
                }
            }
        }
        assertThat(letIn).isEmpty();
    }

    /// What is wrong with the answer, if anything is.
    private Optional<String> violation(String route, Role role, String verdict) {
        var answer = doors.own(route).by(caller(role));
        if (answer.status() >= 500) {
            return Optional.of("broke with " + seen(answer));
        }
        boolean asSaid = switch (verdict) {
            case "yes" -> answer.status() != 403 && answer.status() != 404;
            case "own" -> answer.status() == 200 && (!role.isOutsider() || showsNothingOf(answer));
            case "kind" -> answer.status() == 403 && code(answer).equals("wrong_kind_of_party");
            case "404" -> answer.status() == 404;
            default -> code(answer).equals(verdict);
        };
        if (!asSaid) {
            return Optional.of("answered " + seen(answer));
        }
        return verdict.equals("own") ? Optional.empty() : tellsWhatExists(route, role, verdict, answer);
    }

    /// The same call on objects that nobody has: an outsider must not tell the two answers apart, and even whoever may
    /// call finds nothing.
    private Optional<String> tellsWhatExists(String route, Role role, String verdict, Answer answer) {
        var missing = doors.missing(route).by(caller(role));
        if (missing.status() >= 500) {
            return Optional.of("broke on what does not exist with " + seen(missing));
        }
        if (verdict.equals("yes")) {
            boolean found = route.contains("{") && missing.status() != 404;
            return found ? Optional.of("found what does not exist: " + seen(missing)) : Optional.empty();
        }
        boolean mustBeEqual = role.isOutsider() || verdict.equals("404") || verdict.equals("kind");
        return mustBeEqual && !seen(answer).equals(seen(missing))
                ? Optional.of(seen(answer) + " differs from what does not exist: " + seen(missing))
                : Optional.empty();
    }

    private boolean showsNothingOf(Answer answer) {
        return doors.secrets().stream().noneMatch(answer.text()::contains);
    }

    private LiveTown.Party caller(Role role) {
        return java.util.Objects.requireNonNull(callers.get(role));
    }

    private static String code(Answer answer) {
        return answer.status() < 400 ? "" : LiveTown.json(answer).path("code").asString();
    }

    /// All that a caller can compare: status and body, without the trace that every answer has of its own.
    private static String seen(Answer answer) {
        if (answer.status() < 400) {
            return answer.status() + " " + answer.text();
        }
        var problem = (ObjectNode) LiveTown.json(answer);
        problem.remove("instance");
        return answer.status() + " " + problem;
    }

    private static Map<String, Map<Role, String>> table() throws Exception {
        var table = new LinkedHashMap<String, Map<Role, String>>();
        var row = ROW.matcher(Files.readString(TABLE));
        while (row.find()) {
            var verdicts = List.of(row.group(2).split("\\|", -1));
            assertThat(verdicts).as(row.group(1)).hasSameSizeAs(Role.values());
            var next = verdicts.iterator();
            var byRole = new LinkedHashMap<Role, String>();
            for (Role role : Role.values()) {
                byRole.put(role, next.next().strip());
            }
            table.put(row.group(1), byRole);
        }
        return table;
    }

    private static List<String> routes() throws Exception {
        JsonNode page = JsonMapper.shared().readTree(Files.readString(PAGE));
        var routes = new ArrayList<String>();
        page.path("paths").properties().forEach(path -> {
            if (!path.getKey().startsWith(OPEN)) {
                path.getValue()
                        .propertyNames()
                        .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
            }
        });
        return routes;
    }
}
