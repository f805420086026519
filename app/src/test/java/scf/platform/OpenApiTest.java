package scf.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The description that banks read and the description that is served are the same one.
///
/// After a change of a door `mvn verify -Dopenapi=write` writes the page anew, to be read and committed with it.
@PlatformTest
class OpenApiTest {

    private static final Path PAGE = Path.of("../docs/api/openapi.json");

    @LocalServerPort
    int port;

    @Test
    void the_page_in_docs_is_what_the_platform_serves() throws Exception {
        String served = served();
        if ("write".equals(System.getProperty("openapi"))) {
            Files.writeString(PAGE, served);
        }
        assertThat(served).isEqualTo(Files.readString(PAGE));
    }

    private String served() throws Exception {
        var mapper = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v3/api-docs"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            var description = (ObjectNode) mapper.readTree(answer.body());
            assertThat(description.path("openapi").asString()).startsWith("3.1");
            description.remove("servers");
            return mapper.writeValueAsString(mapper.treeToValue(description, java.util.TreeMap.class)) + "\n";
        }
    }
}
