package scf.platform.signing;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.temporal.Temporal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Says every failure in one form: a problem (RFC 9457) with a code, the trace and, for bad input, the field and the
/// rule.
///
/// Nothing of ours shows through: no stack, no class name, no word of the JSON library.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String OURS = "SCF-Sig/1, bodies";

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException cause, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(UnreadableBody.of(cause.getCause()), request);
    }

    private static Problem bad(String code, String title, String detail) {
        return Problem.refused(400, code, title, detail);
    }

    /// An id in the path that is no id is an object that does not exist; elsewhere it is a wrong value.
    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException cause, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (cause instanceof MethodArgumentTypeMismatchException argument) {
            if (argument.getParameter().hasParameterAnnotation(PathVariable.class)) {
                return answer(Problem.notFound(), request);
            }
            return answer(
                    bad("wrong_type", "Wrong type", "Wanted: " + wanted(argument) + ".")
                            .field("?" + argument.getName())
                            .rule("wrong_type", OURS),
                    request);
        }
        return super.handleTypeMismatch(cause, headers, status, request);
    }

    /// Types of ours, and days, have said in a sentence what they want.
    private static String wanted(MethodArgumentTypeMismatchException argument) {
        var type = argument.getParameter().nestedIfOptional().getNestedParameterType();
        String said = argument.getMostSpecificCause() instanceof IllegalArgumentException own ? own.getMessage() : null;
        boolean speaks = type.getPackageName().startsWith("scf.schema") || Temporal.class.isAssignableFrom(type);
        return said == null || !speaks ? UnreadableBody.wanted(type) : said;
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException cause,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                bad("missing", "Missing", "This parameter is required.")
                        .field("?" + cause.getParameterName())
                        .rule("missing", OURS),
                request);
    }

    /// Two transactions met: nobody's fault. The idempotency stage tries again a few times before anyone sees this.
    @ExceptionHandler(ConcurrencyFailureException.class)
    @Nullable
    ResponseEntity<Object> busy(ConcurrencyFailureException cause, WebRequest request) {
        LOG.info("Two transactions met in {}: {}", trace(request), cause.getMessage());
        request.setAttribute(Collision.ATTRIBUTE, true, WebRequest.SCOPE_REQUEST);
        return answer(Collision.problem(), request);
    }

    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<Object> unexpected(Exception cause, WebRequest request) {
        LOG.error("Unexpected in {}", trace(request), cause);
        return answer(
                Problem.refused(
                        500,
                        "unexpected",
                        "Unexpected",
                        "Something broke on our side. Nothing was written; ask us by the instance."),
                request);
    }

    private @Nullable ResponseEntity<Object> answer(Problem problem, WebRequest request) {
        return handleExceptionInternal(
                problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
    }

    /// Every problem passes here, ours and Spring's own: each gets a type, a code, the trace and its media type.
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception cause,
            @Nullable Object body,
            @Nullable HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        ProblemDetail problem;
        if (cause instanceof Problem ours) {
            problem = ours.getBody();
        } else {
            problem = body instanceof ProblemDetail detail ? detail : ProblemDetail.forStatus(status);
            var plain = Standard.of(status.value());
            problem.setType(URI.create("urn:scf:problem:" + plain.code()));
            problem.setTitle(plain.title());
            problem.setDetail(plain.detail());
            problem.setProperty("code", plain.code());
        }
        problem.setInstance(trace(request));
        var sent = new HttpHeaders();
        if (headers != null) {
            sent.putAll(headers);
        }
        sent.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return super.handleExceptionInternal(cause, problem, sent, status, request);
    }

    private static URI trace(WebRequest request) {
        HttpServletRequest http = ((ServletWebRequest) request).getRequest();
        return Trace.of(http);
    }
}
