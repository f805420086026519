import java.util.Map;

/// One line of the transcript: a call and its answer, as the caller has seen both.
///
/// @param request the body; empty where it was no JSON
/// @param answer the body of the answer; empty where it was no JSON
record Exchange(
        long number,
        String party,
        String kind,
        String method,
        String path,
        String query,
        String key,
        int status,
        Map<String, Object> request,
        Map<String, Object> answer) {

    static Exchange of(String line) {
        var json = Json.object(line);
        return new Exchange(
                Json.number(json, "n"),
                Json.text(json, "party"),
                Json.text(json, "kind"),
                Json.text(json, "method"),
                Json.text(json, "path"),
                Json.text(json, "query"),
                Json.text(json, "key"),
                (int) Json.number(json, "status"),
                Json.map(json.get("request")),
                Json.map(json.get("answer")));
    }

    boolean succeeded() {
        return status >= 200 && status <= 299;
    }

    boolean writes() {
        return !method.equals("GET");
    }

    String words() {
        return "line " + number + ", " + method + " " + path + " by " + kind + " " + party;
    }
}
