package scf.platform.signing;

import java.util.List;

/// The few paths that answer without a signature. Everything else is closed unless it is signed.
final class OpenPaths {

    private static final List<String> OPEN =
            List.of("/actuator/health", "/.well-known/", "/v3/api-docs", "/oauth2/", "/practice/");

    private OpenPaths() {}

    /// Judged on the raw path, and only if it has one reading: `/practice/..;/v1/loans` is not an open path.
    static boolean isOpen(String rawPath) {
        boolean plain = rawPath.matches("[A-Za-z0-9/._-]*") && !rawPath.contains("..") && !rawPath.contains("//");
        return plain && OPEN.stream().anyMatch(open -> isUnder(open, rawPath));
    }

    private static boolean isUnder(String open, String path) {
        return open.endsWith("/")
                ? path.startsWith(open)
                : path.equals(open) || path.startsWith(open + "/") || path.startsWith(open + ".");
    }
}
