package scf.platform.signing;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// A refusal on its way out of the door: RFC 9457, with a stable `code` that programs may switch over.
///
///     throw Problem.refused(422, "due_after_receivable", "Due after the receivable", "…")
///             .field("/amount")
///             .rule("R-01", "银发〔2025〕77号 art 11");
///
/// Inside the house a refusal is a value; here, at the edge, it is thrown so that whatever the call had begun is rolled
/// back. `errors` names each field by JSON pointer (`/lines/0/amount`; a query parameter as `?limit`, a header as
/// `idempotency-key`), the rule it broke and where that rule comes from: a law, a standard, or our own page. A refusal
/// of what was asked (409, 422) always has at least one of them, with or without a field.
public final class Problem extends ErrorResponseException {

    private final String code;
    private final transient List<Broken> broken = new ArrayList<>();

    /// One field and the rule it breaks.
    private record Broken(
            @Nullable String field,
            @Nullable String rule,
            @Nullable String source,
            @Nullable String message) {

        /// Where the door names no rule, the code of the problem has one ([Sources]).
        Map<String, String> inJson(String code, String otherwise) {
            var json = new LinkedHashMap<String, String>();
            if (field != null) {
                json.put("field", field);
            }
            var known = Sources.of(code);
            json.put("rule", rule == null ? known.rule() : rule);
            json.put("source", source == null ? known.page() : source);
            json.put("message", message == null ? otherwise : message);
            return json;
        }
    }

    private Problem(int status, String code, String title, String detail) {
        super(HttpStatusCode.valueOf(status), body(status, code, title, detail), null);
        this.code = code;
        if (status == 409 || status == 422) {
            told();
        }
    }

    private static ProblemDetail body(int status, String code, String title, String detail) {
        var body = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), detail);
        body.setType(URI.create("urn:scf:problem:" + code));
        body.setTitle(title);
        body.setProperty("code", code);
        return body;
    }

    public static Problem refused(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail);
    }

    /// What is not there, and what is there but belongs to others: one answer, so that nobody learns which ids exist.
    public static Problem notFound() {
        return refused(404, "not_found", "Not found", "There is no such object, or it is not yours.");
    }

    /// Names the field; a rule that follows is the rule of this field.
    public Problem field(String pointer) {
        broken.add(new Broken(pointer, null, null, null));
        return told();
    }

    /// Names the rule, and where it is written.
    public Problem rule(String rule, String source) {
        var last = broken.isEmpty() || broken.getLast().rule() != null ? null : broken.removeLast();
        broken.add(new Broken(last == null ? null : last.field(), rule, source, null));
        return told();
    }

    /// One more broken field with words of its own.
    public Problem error(String field, String rule, String source, String message) {
        broken.add(new Broken(field, rule, source, message));
        return told();
    }

    /// A further member of the problem, such as `server_time`.
    public Problem with(String member, Object value) {
        getBody().setProperty(member, value);
        return this;
    }

    /// Seconds after which the same call may be tried again.
    public Problem retryAfter(long seconds) {
        getHeaders().set("Retry-After", Long.toString(seconds));
        return this;
    }

    Problem header(String name, String value) {
        getHeaders().set(name, value);
        return this;
    }

    public String code() {
        return code;
    }

    /// Says what is broken; where no field is named, the step as a whole broke its rule.
    private Problem told() {
        String detail = getBody().getDetail();
        var told = broken.isEmpty() ? List.of(new Broken(null, null, null, null)) : broken;
        getBody()
                .setProperty(
                        "errors",
                        told.stream()
                                .map(one -> one.inJson(code, detail == null ? "" : detail))
                                .toList());
        return this;
    }
}
