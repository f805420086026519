package scf.platform.signing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.module.SimpleModule;

/// Days and moments as they stand in a body: strings of ISO, and within the years that business knows.
///
/// Java counts to the year 999,999,999 and PostgreSQL does not; and a reader of JSON would take the number 20000 for a
/// day. What neither a contract nor a calendar can mean is refused where it is read, with its field.
@Component
class TimesOnTheWire extends SimpleModule {

    TimesOnTheWire() {
        addDeserializer(LocalDate.class, new Read<>(Times::day));
        addDeserializer(Instant.class, new Read<>(Times::moment));
    }

    private static final class Read<T> extends ValueDeserializer<T> {

        private final Function<String, T> reader;

        Read(Function<String, T> reader) {
            this.reader = reader;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) {
            if (json.currentToken() != JsonToken.VALUE_STRING) {
                throw NotOfItsForm.type(json, "Wanted: a date or a time in quotes, as ISO 8601 writes it.");
            }
            try {
                return reader.apply(json.getString());
            } catch (IllegalArgumentException e) {
                throw NotOfItsForm.type(json, "Wanted: " + e.getMessage() + ".");
            }
        }
    }
}
