import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;

/// One row of a table, as it lies there.
record Row(Map<String, Object> columns) {

    /// Ids, words and everything else as text; empty where the column is null.
    String text(String column) {
        Object value = value(column);
        return value == null ? "" : value.toString();
    }

    long number(String column) {
        return value(column) instanceof Number number ? number.longValue() : 0;
    }

    boolean flag(String column) {
        return Boolean.TRUE.equals(value(column));
    }

    boolean isNull(String column) {
        return value(column) == null;
    }

    LocalDate date(String column) {
        return LocalDate.parse(text(column));
    }

    Instant instant(String column) {
        return ((OffsetDateTime) value(column)).toInstant();
    }

    byte[] bytes(String column) {
        return (byte[]) value(column);
    }

    private Object value(String column) {
        if (!columns.containsKey(column)) {
            throw new IllegalArgumentException("the row has no column " + column + " but " + columns.keySet());
        }
        return columns.get(column);
    }
}
