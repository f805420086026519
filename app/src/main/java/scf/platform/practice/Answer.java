package scf.platform.practice;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a door answered.
record Answer(int status, String body, @Nullable String location) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    boolean accepted() {
        return status >= 200 && status < 300;
    }

    /// Whether the same call may succeed a moment later: a twin still runs, too many calls, the platform is starting.
    boolean worthAnotherTry() {
        return status == 409 || status == 429 || status == 503;
    }

    JsonNode json() {
        return JSON.readTree(body);
    }

    /// The text at a JSON pointer that must be there.
    String text(String pointer) {
        JsonNode found = json().at(pointer);
        if (found.isMissingNode() || found.isNull()) {
            throw new IllegalStateException("No " + pointer + " in " + body);
        }
        return found.asString();
    }
}
