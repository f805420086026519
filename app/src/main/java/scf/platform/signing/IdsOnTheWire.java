package scf.platform.signing;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.ConditionalGenericConverter;
import org.springframework.stereotype.Component;
import scf.schema.ids.EnterpriseId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.Serializers;

/// An identity is a type of its own in the house and a plain string on the wire: in bodies, in paths and in queries.
@Component
class IdsOnTheWire extends SimpleModule implements ConditionalGenericConverter {

    private static final String IDS = EnterpriseId.class.getPackageName();

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addSerializers(new Serializers.Base() {
            @Override
            public @Nullable ValueSerializer<?> findSerializer(
                    SerializationConfig config,
                    JavaType type,
                    BeanDescription.Supplier bean,
                    com.fasterxml.jackson.annotation.JsonFormat.@Nullable Value format) {
                return isId(type.getRawClass()) ? new Written() : null;
            }
        });
        context.addDeserializers(new Deserializers.Base() {
            @Override
            public @Nullable ValueDeserializer<?> findBeanDeserializer(
                    JavaType type, DeserializationConfig config, BeanDescription.Supplier bean) {
                return isId(type.getRawClass()) ? new Read(type.getRawClass()) : null;
            }

            @Override
            public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
                return isId(type);
            }
        });
    }

    private static boolean isId(Class<?> type) {
        return type.isRecord() && type.getPackageName().equals(IDS);
    }

    /// The identity that this text names. An IllegalArgumentException says that it names none.
    private static Object parse(Class<?> type, String text) {
        Constructor<?> only = type.getConstructors()[0];
        Object value = only.getParameterTypes()[0] == UUID.class ? canonical(text) : printable(text);
        try {
            return only.newInstance(value);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(sentence(type, e.getCause()), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("An identity is a public record of one value: " + type, e);
        }
    }

    /// What the identity itself says of its form.
    private static String sentence(Class<?> type, @Nullable Throwable said) {
        String words = said == null ? null : said.getMessage();
        return words == null ? "a " + type.getSimpleName() : words;
    }

    /// No identity has a control character in it, and the database takes not each of them for text.
    private static String printable(String text) {
        if (!BodyFields.isPrintable(text)) {
            throw new IllegalArgumentException("an id without control characters");
        }
        return text;
    }

    /// `UUID.fromString` also reads `1-1-1-1-1`; two spellings of one id are one too many.
    private static UUID canonical(String text) {
        UUID id;
        try {
            id = UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a UUID in its usual form", e);
        }
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("a UUID in its usual form");
        }
        return id;
    }

    @Override
    public boolean matches(TypeDescriptor source, TypeDescriptor target) {
        return isId(target.getType());
    }

    @Override
    public Set<ConvertiblePair> getConvertibleTypes() {
        return Set.of(new ConvertiblePair(String.class, Record.class));
    }

    @Override
    public @Nullable Object convert(@Nullable Object source, TypeDescriptor from, TypeDescriptor to) {
        return source == null ? null : parse(to.getType(), (String) source);
    }

    private static final class Written extends ValueSerializer<Object> {
        @Override
        public void serialize(Object id, JsonGenerator json, SerializationContext context) {
            json.writeString(id.toString());
        }
    }

    private static final class Read extends ValueDeserializer<Object> {

        private final Class<?> type;

        Read(Class<?> type) {
            this.type = type;
        }

        @Override
        public Object deserialize(JsonParser json, DeserializationContext context) {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw NotOfItsForm.type(json, "Wanted: an id in quotes.");
            }
            try {
                return parse(type, json.getString());
            } catch (IllegalArgumentException e) {
                throw NotOfItsForm.type(json, "Wanted: " + e.getMessage() + ".");
            }
        }
    }
}
