package scf.platform.signing;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/// A field of a body is required unless its record says `@Nullable`: the same word that the compiler checks.
///
/// So no door asks for null, and what is missing is told all at once, each by its JSON pointer.
@RestControllerAdvice
class RequiredFields extends RequestBodyAdviceAdapter {

    @Override
    public boolean supports(
            MethodParameter parameter, Type target, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public Object afterBodyRead(
            Object body,
            HttpInputMessage input,
            MethodParameter parameter,
            Type target,
            Class<? extends HttpMessageConverter<?>> converter) {
        var missing = new ArrayList<String>();
        look(body, "", missing);
        if (!missing.isEmpty()) {
            var problem = Problem.refused(
                    400, "missing", "Missing field", "Required and not there: " + String.join(", ", missing));
            missing.forEach(
                    pointer -> problem.error(pointer, "missing", "SCF-Sig/1, bodies", "This field is required."));
            throw problem;
        }
        return body;
    }

    private static void look(@Nullable Object value, String pointer, List<String> missing) {
        if (value instanceof Collection<?> many) {
            int index = 0;
            for (Object one : many) {
                lookAt(one, pointer + "/" + index++, false, missing);
            }
        } else if (value instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
                lookAt(read(component, record), pointer + "/" + component.getName(), optional, missing);
            }
        }
    }

    private static void lookAt(@Nullable Object value, String pointer, boolean optional, List<String> missing) {
        if (value != null) {
            look(value, pointer, missing);
        } else if (!optional) {
            missing.add(pointer);
        }
    }

    private static @Nullable Object read(RecordComponent component, Record record) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record lets its components be read: " + component, e);
        }
    }
}
