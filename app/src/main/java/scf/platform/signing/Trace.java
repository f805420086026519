package scf.platform.signing;

import jakarta.servlet.ServletRequest;
import java.net.URI;
import java.util.UUID;

/// The name of one call in our log: the `instance` of every problem, so that a bank can ask what happened to this one.
final class Trace {

    private static final String ATTRIBUTE = Trace.class.getName();

    private Trace() {}

    static URI of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof URI known) {
            return known;
        }
        URI begun = URI.create("urn:uuid:" + UUID.randomUUID());
        request.setAttribute(ATTRIBUTE, begun);
        return begun;
    }
}
