package scf.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;

/// A row for plain SQL, past the code: a sound one, and the same one with a column that it must not have.
///
/// @param columns each with its literal as it stands in SQL
public record SqlRow(String table, Map<String, String> columns) {

    public static SqlRow of(String table, String... columnsAndLiterals) {
        var columns = new LinkedHashMap<String, String>();
        for (int i = 0; i < columnsAndLiterals.length; i += 2) {
            columns.put(columnsAndLiterals[i], columnsAndLiterals[i + 1]);
        }
        return new SqlRow(table, columns);
    }

    public SqlRow but(String... columnsAndLiterals) {
        var columns = new LinkedHashMap<>(this.columns);
        columns.putAll(of(table, columnsAndLiterals).columns);
        return new SqlRow(table, columns);
    }

    /// The literal of a column, for rows that refer to this one.
    public String literal(String column) {
        return Objects.requireNonNull(columns.get(column));
    }

    public String insert() {
        return "insert into %s (%s) values (%s)"
                .formatted(table, String.join(", ", columns.keySet()), String.join(", ", columns.values()));
    }

    /// Puts sound rows there without the rows of other rooms that they refer to.
    public static void place(DSLContext sql, SqlRow... rows) {
        var statements = new StringBuilder("set session_replication_role = replica;");
        for (SqlRow row : rows) {
            statements.append(row.insert()).append(';');
        }
        sql.execute(statements.append("set session_replication_role = origin").toString());
    }
}
