package scf.platform.signing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.module.SimpleModule;

/// Days and moments as they stand in a body: ISO, and within the years that business knows.
///
/// Java counts to the year 999,999,999 and PostgreSQL does not. What neither a contract nor a calendar can mean is
/// refused where it is read, with its field.
@Component
class TimesOnTheWire extends SimpleModule {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;

    TimesOnTheWire() {
        addDeserializer(LocalDate.class, new Read<>(LocalDate.class, LocalDate::parse, LocalDate::getYear));
        addDeserializer(
                Instant.class,
                new Read<>(
                        Instant.class,
                        Instant::parse,
                        moment -> moment.atOffset(ZoneOffset.UTC).getYear()));
    }

    private static final class Read<T> extends ValueDeserializer<T> {

        private final Class<T> type;
        private final Function<String, T> parser;
        private final ToIntFunction<T> year;

        Read(Class<T> type, Function<String, T> parser, ToIntFunction<T> year) {
            this.type = type;
            this.parser = parser;
            this.year = year;
        }

        @Override
        @SuppressWarnings("unchecked")
        public @Nullable T deserialize(JsonParser json, DeserializationContext context) {
            String text = json.getValueAsString();
            if (text == null) {
                return (T) context.handleUnexpectedToken(type, json);
            }
            try {
                var read = parser.apply(text);
                int when = year.applyAsInt(read);
                return when >= FIRST_YEAR && when <= LAST_YEAR
                        ? read
                        : (T) context.handleWeirdStringValue(type, text, "not between the years 1900 and 2999");
            } catch (DateTimeException e) {
                return (T) context.handleWeirdStringValue(type, text, "not of the ISO form");
            }
        }
    }
}
