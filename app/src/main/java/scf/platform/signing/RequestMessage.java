package scf.platform.signing;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import scf.contract.Bytes;

/// A request as it is signed: nothing in it has been decoded, repaired or rendered anew.
///
/// @param targetUri the public base URL as configured, with the raw path and query of the request line
record RequestMessage(String method, String targetUri, Fields fields, Bytes body) {

    boolean hasBody() {
        return !body.isEmpty();
    }

    /// The value of a derived component (RFC 9421 §2.2), where a request has it.
    Optional<String> derived(Component component) {
        URI uri = URI.create(targetUri);
        return switch (component.name()) {
            case "@method" -> Optional.of(method);
            case "@target-uri" -> Optional.of(targetUri);
            case "@authority" -> Optional.of(authority(uri));
            case "@scheme" -> Optional.of(uri.getScheme().toLowerCase(Locale.ROOT));
            case "@path" -> Optional.of(path(uri));
            case "@query" -> Optional.of(uri.getRawQuery() == null ? "?" : "?" + uri.getRawQuery());
            case "@request-target" ->
                Optional.of(path(uri) + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
            case "@query-param" -> component.parameter().flatMap(name -> queryParameter(uri, name));
            default -> Optional.empty();
        };
    }

    private static String path(URI uri) {
        return uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }

    /// Lower case, without the port that the scheme implies.
    static String authority(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int implied = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return uri.getPort() == -1 || uri.getPort() == implied ? host : host + ":" + uri.getPort();
    }

    /// The one parameter of that name, as encoded in the query. Twice the same name has no one value.
    private static Optional<String> queryParameter(URI uri, String name) {
        String found = null;
        for (String pair :
                uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                if (found != null) {
                    return Optional.empty();
                }
                found = pair.substring(name.length() + 1);
            }
        }
        return Optional.ofNullable(found);
    }
}
