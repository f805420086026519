package scf.platform.signing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// A parameter of the query is known to its door and stands there once; as with the fields of a body, nothing is
/// silently ignored.
///
/// Whoever asks for `?ofset=50` would otherwise read the first page twice and believe that there is no other; and of
/// two values of one name a proxy may have read the first and we the last.
@Component
class QueryParameters implements HandlerInterceptor {

    private static final String SOURCE = "SCF-Sig/1, queries";

    private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();
    private final ConcurrentMap<Method, List<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null && !query.isEmpty() && handler instanceof HandlerMethod method) {
            var parameters = known.computeIfAbsent(method.getMethod(), _ -> parameters(method));
            var seen = new HashSet<String>();
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                if (!parameters.contains(name)) {
                    throw unknown(name, parameters);
                }
                if (!seen.add(name)) {
                    throw bad("repeated_parameter", "Parameter twice", "?" + name + " stands there twice.", name);
                }
            }
        }
        return true;
    }

    private List<String> parameters(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .flatMap(this::names)
                .sorted()
                .toList();
    }

    private Stream<String> names(MethodParameter parameter) {
        if (parameter.getParameterType() == Paging.class) {
            return Stream.of("limit", "cursor");
        }
        var asked = parameter.getParameterAnnotation(RequestParam.class);
        if (asked == null) {
            return Stream.empty();
        }
        parameter.initParameterNameDiscovery(names);
        return Stream.ofNullable(asked.name().isEmpty() ? parameter.getParameterName() : asked.name());
    }

    private static Problem unknown(String name, List<String> parameters) {
        var known = new ArrayList<>(parameters);
        known.replaceAll(one -> "?" + one);
        String words = known.isEmpty()
                ? "This call has no parameters."
                : "This call knows " + String.join(", ", known) + "; nothing is silently ignored.";
        return bad("unknown_parameter", "Unknown parameter", words, name);
    }

    private static Problem bad(String code, String title, String detail, String name) {
        return Problem.refused(400, code, title, detail).field("?" + name).rule(code, SOURCE);
    }
}
