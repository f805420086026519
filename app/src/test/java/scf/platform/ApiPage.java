package scf.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `docs/api/openapi.json`, read: every route that wants a signature, `POST /v1/loans`, with its description.
record ApiPage(Map<String, JsonNode> operations) {

    private static final Path PAGE = Path.of("../docs/api/openapi.json");
    private static final String OPEN = "/.well-known/";

    static ApiPage read() {
        var operations = new LinkedHashMap<String, JsonNode>();
        for (var path : page().path("paths").properties()) {
            if (!path.getKey().startsWith(OPEN)) {
                path.getValue()
                        .properties()
                        .forEach(one -> operations.put(
                                one.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), one.getValue()));
            }
        }
        return new ApiPage(operations);
    }

    private static JsonNode page() {
        try {
            return JsonMapper.shared().readTree(Files.readString(PAGE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> routes() {
        return List.copyOf(operations.keySet());
    }

    /// Whether the door looks at what is sent to it.
    boolean readsABody(String route) {
        JsonNode operation = operations.get(route);
        return operation != null && operation.has("requestBody");
    }
}
