package scf.platform.signing;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The few paths that answer without a signature. Everything else is closed unless it is signed.
///
/// The practice city's are among them in a practice store only: elsewhere they are paths that never were, and answered
/// as such.
@Component
class OpenPaths {

    private static final List<String> OPEN = List.of("/actuator/health", "/.well-known/", "/v3/api-docs", "/oauth2/");
    private static final String OF_PRACTICE = "/practice/";

    /// Where operators ask, on a port of their own that strangers do not reach: none of it is served on the public one.
    private static final String OF_OPERATORS = "/actuator/";

    private final List<String> open;

    OpenPaths(
            @Value("${scf.practice:false}") boolean practice,
            @Value("${management.server.port:${server.port:8080}}") int operatorsPort,
            @Value("${server.port:8080}") int port) {
        var paths = new ArrayList<>(OPEN);
        if (practice) {
            paths.add(OF_PRACTICE);
        }
        if (operatorsPort != port) {
            paths.add(OF_OPERATORS);
        }
        this.open = List.copyOf(paths);
    }

    /// Judged on the raw path, and only if it has one reading: `/practice/..;/v1/loans` is not an open path.
    boolean isOpen(String rawPath) {
        boolean plain = rawPath.matches("[A-Za-z0-9/._-]*") && !rawPath.contains("..") && !rawPath.contains("//");
        return plain && open.stream().anyMatch(one -> isUnder(one, rawPath));
    }

    private static boolean isUnder(String open, String path) {
        return open.endsWith("/")
                ? path.startsWith(open)
                : path.equals(open) || path.startsWith(open + "/") || path.startsWith(open + ".");
    }
}
