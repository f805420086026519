package scf.platform.signing;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes a problem where no controller stands: in the filters before them.
@Component
class Problems {

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /// In place of whatever the answer held so far.
    void write(Problem problem, HttpServletRequest request, BufferedResponse response) throws IOException {
        response.reset();
        response.setStatus(problem.getStatusCode().value());
        problem.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        var body = problem.getBody();
        body.setInstance(Trace.of(request));
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
