import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// A database as the auditor reads it: by plain SQL, all of it as of one moment, and nothing is written.
final class Store implements AutoCloseable {

    private static final int FETCHED_AT_ONCE = 2000;

    private final Connection connection;

    Store(String url, String user, String password) throws SQLException {
        connection = user == null ? DriverManager.getConnection(url) : DriverManager.getConnection(url, user, password);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
    }

    List<Row> rows(String sql) throws SQLException {
        var rows = new ArrayList<Row>();
        each(sql, rows::add);
        return rows;
    }

    /// One row after another, for what is too much to be held at once.
    void each(String sql, Consumer<Row> reader) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED_AT_ONCE);
            try (var result = statement.executeQuery(sql)) {
                var columns = result.getMetaData();
                int count = columns.getColumnCount();
                while (result.next()) {
                    var values = new HashMap<String, Object>();
                    for (int i = 1; i <= count; i++) {
                        values.put(columns.getColumnLabel(i), value(result, i));
                    }
                    reader.accept(new Row(values));
                }
            }
        }
    }

    private static Object value(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        if (value instanceof Timestamp) {
            return result.getObject(column, OffsetDateTime.class);
        }
        return value instanceof Array array ? array.getArray() : value;
    }

    Map<String, Row> byKey(String key, String sql) throws SQLException {
        var rows = new LinkedHashMap<String, Row>();
        for (Row row : rows(sql)) {
            rows.put(row.text(key), row);
        }
        return rows;
    }

    Map<String, List<Row>> grouped(Function<Row, String> by, String sql) throws SQLException {
        var groups = new LinkedHashMap<String, List<Row>>();
        for (Row row : rows(sql)) {
            groups.computeIfAbsent(by.apply(row), _ -> new ArrayList<>()).add(row);
        }
        return groups;
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
