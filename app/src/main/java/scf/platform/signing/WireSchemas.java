package scf.platform.signing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How records of the wire are described: each door's body under a name of its own, and what must be there as required.
///
/// Two doors may each have a `PrepareBody`; on the page they are `LoansPrepareBody` and `BankReceiptsPrepareBody`. A
/// component is required unless it says `@Nullable`, the word by which [RequiredFields] refuses.
final class WireSchemas extends ModelResolver {

    WireSchemas(ObjectMapper swagger) {
        super(swagger, new Names());
        openapi31(true);
    }

    private static final class Names extends TypeNameResolver {

        @Override
        protected String getNameOfClass(Class<?> type) {
            Class<?> door = type.getEnclosingClass();
            return door == null
                    ? type.getSimpleName()
                    : door.getSimpleName().replaceAll("(Door|Json)$", "") + type.getSimpleName();
        }
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType annotated, ModelConverterContext context, Iterator<ModelConverter> next) {
        Schema<?> schema = super.resolve(annotated, context, next);
        Class<?> type = _mapper.constructType(annotated.getType()).getRawClass();
        if (schema != null && type.isRecord()) {
            String ref = schema.get$ref();
            Schema<?> model =
                    ref == null ? schema : context.getDefinedModels().get(ref.substring(ref.lastIndexOf('/') + 1));
            if (model != null && model.getProperties() != null) {
                model.setRequired(required(type));
            }
        }
        return schema;
    }

    private static List<String> required(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(java.lang.reflect.RecordComponent::getName)
                .toList();
    }
}
