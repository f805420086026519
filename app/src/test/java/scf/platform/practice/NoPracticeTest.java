package scf.platform.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import scf.platform.PlatformTest;

/// Without the mark there is no practice city, and nothing by which to tell that there could be one.
@PlatformTest
class NoPracticeTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext platform;

    @ParameterizedTest
    @CsvSource({
        "GET, journal",
        "GET, ledger",
        "GET, ledger?from=1",
        "GET, business-date",
        "POST, business-date",
        "POST, journal"
    })
    void a_practice_endpoint_is_answered_as_a_path_that_never_was(String method, String name) throws Exception {
        var answer = ask(method, "/practice/" + name);
        var unknown = ask(method, "/practice/never-was");

        var elsewhere = ask(method, "/never-was");

        assertThat(answer.statusCode()).isEqualTo(401).isEqualTo(unknown.statusCode());
        assertThat(withoutTrace(answer)).isEqualTo(withoutTrace(unknown)).isEqualTo(withoutTrace(elsewhere));
    }

    @Test
    void none_of_its_beans_exists() {
        assertThat(platform.getBeansOfType(PracticeDoor.class)).isEmpty();
        assertThat(platform.getBeansOfType(PracticeCity.class)).isEmpty();
        assertThat(platform.getBeansOfType(LoopbackOnly.class)).isEmpty();
        assertThat(platform.getBeansOfType(Cast.class)).isEmpty();
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString("{\"businessDate\":\"2026-12-18\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String withoutTrace(HttpResponse<String> answer) {
        return answer.body().replaceAll("urn:uuid:[0-9a-f-]{36}", "");
    }
}
