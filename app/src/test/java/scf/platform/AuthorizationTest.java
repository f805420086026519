package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import scf.platform.AuthorizationTable.Role;
import scf.platform.signing.SignedClient.Answer;
import tools.jackson.databind.node.ObjectNode;

/// Who may call what: every route of the API's page, as every kind of caller, on objects of others and on objects that
/// nobody has, against the table in `docs/api/authorization.md`.
@PlatformTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationTest {

    private final AuthorizationTable table = AuthorizationTable.read();

    @Autowired
    ApplicationContext platform;

    @Value("${scf.public-url}")
    String base;

    private EveryDoor doors;

    @BeforeAll
    void a_town_with_an_object_behind_each_door() {
        doors = EveryDoor.of(platform);
    }

    @Test
    void the_table_has_every_route_of_the_page_and_no_other() {
        assertThat(table.rows().keySet())
                .containsExactlyInAnyOrderElementsOf(ApiPage.read().routes());
    }

    @Test
    void every_route_answers_every_caller_as_the_table_says() {
        var routes = table.rows().keySet();
        var reading = routes.stream().filter(route -> route.startsWith("GET ")).toList();
        var violations = new ArrayList<String>();
        // What is read stays as it is, so the order does not matter; what is written comes in the order of the table.
        LiveTown.sideBySide(reading.size(), number -> violations(reading.get(number)))
                .forEach(violations::addAll);
        routes.stream()
                .filter(route -> !reading.contains(route))
                .map(this::violations)
                .forEach(violations::addAll);

        assertThat(violations).isEmpty();
    }

    @Test
    void whoever_does_not_sign_is_let_in_nowhere() throws Exception {
        var letIn = new TreeSet<String>();
        try (var http = HttpClient.newHttpClient()) {
            for (String route : table.rows().keySet()) {
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

    private List<String> violations(String route) {
        var violations = new ArrayList<String>();
        table.rows()
                .getOrDefault(route, Map.of())
                .forEach((role, verdict) -> violation(route, role, verdict)
                        .ifPresent(found -> violations.add(route + ", " + role + ", " + verdict + ": " + found)));
        return violations;
    }

    /// What is wrong with the answer, if anything is.
    private Optional<String> violation(String route, Role role, String verdict) {
        var answer = doors.own(route).by(role.in(doors.town()));
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
        var missing = doors.missing(route).by(role.in(doors.town()));
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
}
