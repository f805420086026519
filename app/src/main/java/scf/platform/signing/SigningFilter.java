package scf.platform.signing;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import scf.contract.Bytes;

/// The door itself: before anything reads a request it is verified, and no answer leaves unsigned.
///
/// It stands before Spring Security and everything else that could answer on its own. What Tomcat refuses before any of
/// our code runs (a malformed request line, an illegal header) is the only unsigned answer to a signed call.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class SigningFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(SigningFilter.class);

    private final Admission admission;
    private final Answering answering;
    private final Problems problems;
    private final PublicUrl url;
    private final OpenPaths open;
    private final Clock clock;

    SigningFilter(
            Admission admission, Answering answering, Problems problems, PublicUrl url, OpenPaths open, Clock clock) {
        this.admission = admission;
        this.answering = answering;
        this.problems = problems;
        this.url = url;
        this.open = open;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var fields = fields(request);
        if (open.isOpen(request.getRequestURI()) && !RequestProfile.bearsSignature(fields)) {
            chain.doFilter(request, response);
            return;
        }
        var buffered = new BufferedResponse(response);
        Bytes body = Bytes.EMPTY;
        Problem tooLarge = null;
        try {
            body = BufferedRequest.read(request);
        } catch (Problem problem) {
            tooLarge = problem;
        }
        var message = new RequestMessage(
                request.getMethod(), url.targetUri(request.getRequestURI(), request.getQueryString()), fields, body);
        var exchange = new Exchange(message, requestLine(request), clock.instant());
        try {
            if (tooLarge != null) {
                throw tooLarge;
            }
            admission.admit(exchange, request);
            exchange.enter(request);
            chain.doFilter(new BufferedRequest(request, body), buffered);
            if (buffered.isRefused()) {
                problems.write(Standard.of(buffered.getStatus()).problem(), request, buffered);
            }
        } catch (Problem problem) {
            problems.write(problem, request, buffered);
        } catch (ServletException | RuntimeException e) {
            LOG.error("Unexpected in {}", Trace.of(request), e);
            exchange.unseal();
            problems.write(Standard.UNEXPECTED.problem(), request, buffered);
        }
        answering.seal(exchange, buffered);
        buffered.send(!request.getMethod().equals("HEAD"));
    }

    private static Fields fields(HttpServletRequest request) {
        var fields = new Fields();
        for (String name : Collections.list(request.getHeaderNames())) {
            Collections.list(request.getHeaders(name)).forEach(value -> fields.add(name, value));
        }
        return fields;
    }

    private static String requestLine(HttpServletRequest request) {
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        return request.getMethod() + " " + request.getRequestURI() + query + " " + request.getProtocol() + "\r\n";
    }
}
