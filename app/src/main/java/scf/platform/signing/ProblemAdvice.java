package scf.platform.signing;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
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
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Says every failure in one form: a problem (RFC 9457) with a code, the trace and, for bad input, the field and the
/// rule.
///
/// Nothing of ours shows through: no stack, no class name, no word of the JSON library.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String JSON = "RFC 8259";
    private static final String OURS = "SCF-Sig/1, bodies";

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException cause, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(unreadable(cause.getCause()), request);
    }

    /// What is wrong with the body, and where, in words of ours.
    private static Problem unreadable(@Nullable Throwable cause) {
        return switch (cause) {
            case Problem problem -> problem;
            case UnrecognizedPropertyException unknown ->
                bad("unknown_field", "Unknown field", "The field is not known here; nothing is silently ignored.")
                        .field(pointer(unknown.getPath()))
                        .rule("unknown_field", OURS);
            case InvalidTypeIdException kind ->
                bad("wrong_type", "Wrong type", "The value does not name any of the forms that are read here.")
                        .field(pointer(kind.getPath()) + "/" + discriminator(kind))
                        .rule("wrong_type", OURS);
            case MismatchedInputException more
            when isFollowedBySomething(more) ->
                bad("malformed_json", "Not JSON", "The body is one JSON value; something follows it.")
                        .field("")
                        .rule("malformed_json", JSON);
            case DatabindException wrong ->
                bad("wrong_type", "Wrong type", "The value does not have the form that this field demands.")
                        .field(pointer(wrong.getPath()))
                        .rule("wrong_type", OURS);
            case StreamReadException broken ->
                bad("malformed_json", "Not JSON", "The body is not one well-formed JSON value: " + where(broken) + ".")
                        .field(pointer(broken.getPath()))
                        .rule("malformed_json", JSON);
            case null, default ->
                bad("body_missing", "No body", "This call needs a JSON body.")
                        .field("")
                        .rule("body_missing", OURS);
        };
    }

    /// The field that says which of several forms a body has.
    private static String discriminator(InvalidTypeIdException kind) {
        var told = kind.getBaseType().getRawClass().getAnnotation(JsonTypeInfo.class);
        return told == null ? "" : told.property();
    }

    /// The reader has one type for all that it did not expect; only its words tell this case from the others.
    private static boolean isFollowedBySomething(MismatchedInputException unexpected) {
        return unexpected.getPath().isEmpty() && unexpected.getOriginalMessage().startsWith("Trailing token");
    }

    private static Problem bad(String code, String title, String detail) {
        return Problem.refused(400, code, title, detail);
    }

    private static String where(JacksonException broken) {
        var at = broken.getLocation();
        return at == null ? "unreadable" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /// A JSON pointer (RFC 6901) to the place the reader had come to.
    private static String pointer(List<JacksonException.Reference> path) {
        var pointer = new StringBuilder();
        for (var step : path) {
            String name = step.getPropertyName();
            pointer.append('/')
                    .append(
                            name == null
                                    ? Integer.toString(step.getIndex())
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
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
                    bad("wrong_type", "Wrong type", "The value does not have the form that this parameter demands.")
                            .field("?" + argument.getName())
                            .rule("wrong_type", OURS),
                    request);
        }
        return super.handleTypeMismatch(cause, headers, status, request);
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
