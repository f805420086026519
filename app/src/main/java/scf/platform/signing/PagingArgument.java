package scf.platform.signing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Reads `?limit=&cursor=` for a controller that asks for a [Paging].
///
/// The cursor is bound to the path and the caller: a cursor of another list, or of another party, is refused as forged.
@Component
class PagingArgument implements HandlerMethodArgumentResolver {

    private final Cursors cursors;

    PagingArgument(Cursors cursors) {
        this.cursors = cursors;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Paging.class;
    }

    @Override
    public Paging resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var http = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        String list = http.getRequestURI()
                + (http.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller ? " " + caller.party() : "");
        String cursor = http.getParameter("cursor");
        Optional<Position> after = cursor == null ? Optional.empty() : Optional.of(opened(list, cursor));
        return new Paging(limit(http.getParameter("limit")), after, position -> cursors.seal(list, position));
    }

    private Position opened(String list, String cursor) {
        return cursors.open(list, cursor)
                .orElseThrow(() -> Problem.refused(
                                400,
                                "cursor_invalid",
                                "Not a cursor of this list",
                                "Use the cursor as it was given, on the same list.")
                        .field("?cursor")
                        .rule("cursor", "SCF-Sig/1, pagination"));
    }

    private static int limit(@Nullable String asked) {
        if (asked == null) {
            return Paging.DEFAULT;
        }
        if (asked.matches("[1-9][0-9]{0,2}") && Integer.parseInt(asked) <= Paging.MOST) {
            return Integer.parseInt(asked);
        }
        throw Problem.refused(
                        400,
                        "limit_invalid",
                        "Not a page size",
                        "limit is a whole number from 1 to " + Paging.MOST + ".")
                .field("?limit")
                .rule("limit", "SCF-Sig/1, pagination");
    }
}
