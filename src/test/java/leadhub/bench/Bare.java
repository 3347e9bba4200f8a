package leadhub.bench;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The bare side: one plain connection that replays what operations asked of the database, with statements that stay
 * prepared, and reads every column of every row.
 *
 * <p>In texts and text arrays the token of a recording is replaced by a fresh one each time, so that what is written
 * is as new as what the served side writes.
 */
final class Bare implements Load.Work {
    /** A recording, and the token in its values; null where nothing need be fresh. */
    record Script(Recording recording, @Nullable String token) {}

    private final Connection connection;
    private final List<Script> scripts;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private int next;

    /** @param initSql what the program runs on each new connection */
    Bare(String jdbcUrl, Properties properties, @Nullable String initSql, List<Script> scripts) throws SQLException {
        this.scripts = scripts;
        this.connection = DriverManager.getConnection(jdbcUrl, properties);
        if (initSql != null) {
            try (var statement = connection.createStatement()) {
                statement.execute(initSql);
            }
        }
    }

    @Override
    public void once() throws SQLException {
        var script = scripts.get(next++ % scripts.size());
        var fresh = script.token() == null ? null : Tokens.nextUnreserved();
        for (var step : script.recording().steps()) {
            switch (step) {
                case Recording.Run run -> run(run, script.token(), fresh);
                case Recording.AutoCommit(var on) -> connection.setAutoCommit(on);
                case Recording.ReadOnly(var on) -> connection.setReadOnly(on);
                case Recording.Isolation(var level) -> connection.setTransactionIsolation(level);
                case Recording.Commit() -> connection.commit();
                case Recording.Rollback() -> connection.rollback();
            }
        }
    }

    private void run(Recording.Run run, @Nullable String token, @Nullable String fresh) throws SQLException {
        var statement = prepared.get(run.sql());
        if (statement == null) {
            statement = connection.prepareStatement(run.sql());
            prepared.put(run.sql(), statement);
        }
        for (var value : run.values()) {
            bind(statement, value, token, fresh);
        }
        var hasRows = statement.execute();
        while (hasRows || statement.getUpdateCount() >= 0) {
            if (hasRows) {
                readAll(statement.getResultSet());
            }
            hasRows = statement.getMoreResults();
        }
    }

    private void bind(
            PreparedStatement statement, Recording.Value value, @Nullable String token, @Nullable String fresh)
            throws SQLException {
        var index = value.index();
        switch (value.value()) {
            case String text ->
                statement.setString(index, token == null || fresh == null ? text : text.replace(token, fresh));
            case String[] texts -> statement.setArray(index, connection.createArrayOf("text", texts));
            case Long number -> statement.setLong(index, number);
            case Integer number when value.setter().equals("setInt") -> statement.setInt(index, number);
            case Boolean bool -> statement.setBoolean(index, bool);
            case BigDecimal number -> statement.setBigDecimal(index, number);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case null -> statement.setObject(index, null);
            case Object other -> statement.setObject(index, other);
        }
    }

    private static void readAll(ResultSet rows) throws SQLException {
        var columns = rows.getMetaData();
        var types = new int[columns.getColumnCount()];
        for (var i = 0; i < types.length; i++) {
            types[i] = columns.getColumnType(i + 1);
        }
        while (rows.next()) {
            for (var i = 0; i < types.length; i++) {
                read(rows, i + 1, types[i]);
            }
        }
    }

    /** As the program itself reads such a column. */
    @SuppressWarnings("CheckReturnValue")
    private static void read(ResultSet rows, int column, int type) throws SQLException {
        switch (type) {
            case Types.BIGINT, Types.INTEGER -> rows.getLong(column);
            case Types.BIT, Types.BOOLEAN -> rows.getBoolean(column);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> rows.getObject(column, OffsetDateTime.class);
            case Types.ARRAY -> {
                var array = rows.getArray(column);
                if (array != null) {
                    array.getArray();
                }
            }
            default -> rows.getString(column);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
