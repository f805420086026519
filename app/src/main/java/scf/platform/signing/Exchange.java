package scf.platform.signing;

import jakarta.servlet.ServletRequest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One call on its way through the door: what was asked, what is known of the caller so far, whether it is answered.
final class Exchange {

    private static final String ATTRIBUTE = Exchange.class.getName();

    private final RequestMessage request;
    private final String requestLine;
    private final Instant receivedAt;
    private Suite suite = Suite.INTL;
    private @Nullable Admitted admitted;
    private boolean sealed;

    /// The caller, once everything about the signature has passed.
    ///
    /// @param allowance what is left to the caller of its rate limit
    record Admitted(Caller caller, Verifying.Verified verified, RateLimits.Allowance allowance) {}

    Exchange(RequestMessage request, String requestLine, Instant receivedAt) {
        this.request = request;
        this.requestLine = requestLine;
        this.receivedAt = receivedAt;
    }

    static Optional<Exchange> in(ServletRequest request) {
        return Optional.ofNullable((Exchange) request.getAttribute(ATTRIBUTE));
    }

    void enter(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
        if (admitted != null) {
            request.setAttribute(Caller.ATTRIBUTE, admitted.caller());
        }
    }

    void admit(Admitted caller) {
        admitted = caller;
    }

    /// The answer is signed in the suite of the caller's key, as soon as the key is known.
    void answerIn(Suite known) {
        suite = known;
    }

    RequestMessage request() {
        return request;
    }

    String requestLine() {
        return requestLine;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    Suite suite() {
        return suite;
    }

    Optional<Admitted> admitted() {
        return Optional.ofNullable(admitted);
    }

    /// Calls that may change something are remembered and leave a receipt.
    boolean writes() {
        return RequestProfile.WRITES.contains(request.method());
    }

    boolean leavesReceipt() {
        return writes() && admitted != null;
    }

    boolean isSealed() {
        return sealed;
    }

    /// The answer is signed, and its receipt, if there is one, is written.
    void sealed() {
        sealed = true;
    }

    /// The transaction that held the answer and its receipt is gone.
    void unseal() {
        sealed = false;
    }
}
