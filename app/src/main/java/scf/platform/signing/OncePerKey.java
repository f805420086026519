package scf.platform.signing;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;
import scf.contract.Bytes;

/// The same request twice is answered twice and done once.
///
/// The last filter before the controllers. It runs a signed POST, PUT, PATCH or DELETE in one transaction together with
/// the row that remembers it and with its receipt: either all of it is there afterwards or nothing. A refusal rolls
/// back, so services need no compensation and a corrected retry under the same key is a first call.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class OncePerKey extends OncePerRequestFilter {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 4;

    private final AnswerStore store;
    private final Answering answering;
    private final Problems problems;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OncePerKey(
            AnswerStore store,
            Answering answering,
            Problems problems,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.answering = answering;
        this.problems = problems;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var exchange = Exchange.in(request).filter(Exchange::writes).orElse(null);
        var admitted = exchange == null ? null : exchange.admitted().orElse(null);
        var buffered = WebUtils.getNativeResponse(response, BufferedResponse.class);
        if (exchange == null || admitted == null || buffered == null) {
            chain.doFilter(request, response);
            return;
        }
        var key = IdempotencyKey.read(exchange.request().fields().lines("idempotency-key"));
        if (key.isEmpty()) {
            problems.write(keyMissing(), request, buffered);
            return;
        }
        var scope = new AnswerStore.Scope(
                admitted.caller().party(), request.getMethod(), request.getRequestURI(), key.get());
        var call = new Call(exchange, scope, request, response, buffered, chain);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (runsThrough(call)) {
                return;
            }
            pause(attempt);
        }
        problems.write(Collision.problem(), request, buffered);
    }

    private record Call(
            Exchange exchange,
            AnswerStore.Scope scope,
            HttpServletRequest request,
            HttpServletResponse response,
            BufferedResponse buffered,
            FilterChain chain) {}

    private static Problem keyMissing() {
        return Problem.refused(
                        400,
                        "idempotency_key_invalid",
                        "No Idempotency-Key",
                        "Calls that may change something carry one Idempotency-Key of 8 to 64 characters.")
                .field("idempotency-key")
                .rule("idempotency_key", "draft-ietf-httpapi-idempotency-key-header-07");
    }

    /// False when the transaction met another one and nothing of it is left: it may run again.
    private boolean runsThrough(Call call) {
        call.request().removeAttribute(Collision.ATTRIBUTE);
        try {
            transaction.executeWithoutResult(status -> {
                boolean stands = runInside(call);
                if (!stands) {
                    status.setRollbackOnly();
                }
            });
        } catch (ConcurrencyFailureException e) {
            call.exchange().unseal();
            return false;
        }
        return call.request().getAttribute(Collision.ATTRIBUTE) == null;
    }

    /// Whether what was done is to stay.
    private boolean runInside(Call call) {
        try {
            Asking asking = store.ask(call.scope(), fingerprint(call.exchange()), clock.instant(), PATIENCE);
            return switch (asking) {
                case Asking.AnsweredBefore before -> {
                    repeat(before, call.buffered());
                    yield false;
                }
                case Asking.OtherContent _ -> {
                    problems.write(otherContent(), call.request(), call.buffered());
                    yield false;
                }
                case Asking.StillRunning _ -> {
                    problems.write(stillRunning(), call.request(), call.buffered());
                    yield false;
                }
                case Asking.First _ -> first(call);
            };
        } catch (IOException | ServletException e) {
            throw new Passed(e);
        }
    }

    private boolean first(Call call) throws IOException, ServletException {
        var buffered = call.buffered();
        buffered.reset();
        call.chain().doFilter(call.request(), call.response());
        if (buffered.isRefused() || buffered.getStatus() < 200 || buffered.getStatus() > 299) {
            return false;
        }
        store.keep(
                call.scope(),
                buffered.getStatus(),
                buffered.getContentType(),
                buffered.getHeader("Location"),
                buffered.body());
        // Signed and receipted before the commit: an effect without its evidence cannot come to be.
        answering.seal(call.exchange(), buffered);
        return true;
    }

    private static void repeat(Asking.AnsweredBefore before, BufferedResponse response) throws IOException {
        response.reset();
        response.setStatus(before.status());
        if (before.contentType() != null) {
            response.setContentType(before.contentType());
        }
        if (before.location() != null) {
            response.setHeader("Location", before.location());
        }
        response.setHeader("Idempotency-Replayed", "true");
        response.getOutputStream().write(before.body().toArray());
    }

    private static Problem otherContent() {
        return Problem.refused(
                        422,
                        "idempotency_key_reused",
                        "Other content under the same key",
                        "This Idempotency-Key was used for a call with other content; draw a new one for a new call.")
                .field("idempotency-key")
                .rule("idempotency_key", "draft-ietf-httpapi-idempotency-key-header-07");
    }

    private static Problem stillRunning() {
        return Problem.refused(
                        409, "still_running", "Still running", "The same call is running; ask again for its answer.")
                .retryAfter(1);
    }

    /// What was asked: the method, the whole target and the body, each set apart from the next.
    private static Bytes fingerprint(Exchange exchange) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(exchange.request().method().getBytes(StandardCharsets.UTF_8));
            sha.update((byte) '\n');
            sha.update(exchange.request().targetUri().getBytes(StandardCharsets.UTF_8));
            sha.update((byte) '\n');
            return Bytes.of(sha.digest(exchange.request().body().toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(10, 40L * attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Carries a checked exception of the controllers out through the transaction, which rolls back on its way.
    static final class Passed extends RuntimeException {
        Passed(Exception cause) {
            super(cause);
        }
    }
}
