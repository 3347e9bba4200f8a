package leadhub.base.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import leadhub.base.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.stereotype.Component;

/**
 * Runs statements in a workspace.
 *
 * <p>The workspace is set in the same round trip as the statement, for its transaction only (or for itself alone,
 * outside one), so that row-level security holds and a pooled connection never remembers anybody. Joins the
 * transaction that the verb opened.
 */
@Component
public final class Sql {
    private static final String IN_WORKSPACE = "select set_config('leadhub.workspace', ?, true);\n";

    private static final String IN_WORKSPACE_AND_TIME =
            "select set_config('leadhub.workspace', ?, true), set_config('statement_timeout', '{millis}', true);\n";

    private static final String IN_WORKSPACE_OF =
            "select set_config('leadhub.workspace', found.workspace_id::text, true)\nfrom (\n%s) found;\n";

    /** Another text for the driver, so that it sends the one without nulls as one. */
    private static final String WITH_NULLS = "\n-- with nulls";

    private static final String CANCELED = "57014";
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration RETRY_AFTER_TIMEOUT = Duration.ofSeconds(10);

    private static final String IN_PARALLEL = "select set_config('max_parallel_workers_per_gather', '2', true);\n";

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T extends @Nullable Object> {
        T read(ResultSet row) throws SQLException;
    }

    /** One statement with its values. */
    public record Statement(String text, List<? extends @Nullable Object> values) {
        /** @param values in the order of the question marks; or {@link NamedValues} alone, where the text has names */
        public static Statement of(String text, @Nullable Object... values) {
            return values.length == 1 && values[0] instanceof NamedValues named
                    ? named.in(text)
                    : new Statement(text, Arrays.asList(values));
        }
    }

    private final DataSource dataSource;
    private final Spread spread;
    private final SQLExceptionTranslator translator = new SQLStateSQLExceptionTranslator();
    private final LongAdder statements = new LongAdder();
    private final LongAdder roundTrips = new LongAdder();

    public Sql(DataSource dataSource) {
        this.dataSource = dataSource;
        this.spread = new Spread(dataSource);
    }

    /** All rows. */
    public <T> List<T> query(long workspaceId, Row<T> row, String text, @Nullable Object... values) {
        return query(workspaceId, row, Statement.of(text, values));
    }

    /** All rows. */
    public <T> List<T> query(long workspaceId, Row<T> row, Statement statement) {
        return run(IN_WORKSPACE, workspaceId, List.of(statement), prepared -> {
            next(prepared);
            return rows(prepared.getResultSet(), row);
        });
    }

    /** The one row there is, if any. */
    public <T> Optional<T> find(long workspaceId, Row<T> row, String text, @Nullable Object... values) {
        return query(workspaceId, row, text, values).stream().findFirst();
    }

    /** The one row there is; a statement that returns none is our own fault. */
    public <T> T get(long workspaceId, Row<T> row, String text, @Nullable Object... values) {
        return find(workspaceId, row, text, values).orElseThrow(() -> new IllegalStateException("No row from " + text));
    }

    /** All rows of a statement that reads so much that several PostgreSQL processes should share it. */
    public <T> List<T> queryInParallel(long workspaceId, Row<T> row, Statement statement) {
        return run(IN_WORKSPACE + IN_PARALLEL, workspaceId, List.of(statement), prepared -> {
            next(prepared);
            next(prepared);
            return rows(prepared.getResultSet(), row);
        });
    }

    /** Two questions in one round trip: the first row of the first, all rows of the second. */
    public <A, B> Pair<A, List<B>> both(
            long workspaceId, Row<A> firstRow, Statement first, Row<B> secondRow, Statement second) {
        var answers = queryBoth(workspaceId, firstRow, first, secondRow, second);
        return new Pair<>(answers.first().getFirst(), answers.second());
    }

    /** The same: all rows of each. */
    public <A, B> Pair<List<A>, List<B>> queryBoth(
            long workspaceId, Row<A> firstRow, Statement first, Row<B> secondRow, Statement second) {
        return run(IN_WORKSPACE, workspaceId, List.of(first, second), prepared -> {
            next(prepared);
            var one = rows(prepared.getResultSet(), firstRow);
            next(prepared);
            return new Pair<>(one, rows(prepared.getResultSet(), secondRow));
        });
    }

    /** Two values. */
    public record Pair<A, B>(A first, B second) {}

    /** How many rows were changed. */
    public int update(long workspaceId, String text, @Nullable Object... values) {
        return run(IN_WORKSPACE, workspaceId, List.of(Statement.of(text, values)), prepared -> {
            next(prepared);
            return prepared.getUpdateCount();
        });
    }

    /**
     * Changes rows in the current transaction without a round trip of its own, for nobody asks how many they were: the
     * statement travels with the next one of this workspace, or just before the commit. So what it violates shows there.
     * Statements of a workspace keep their order.
     */
    public void defer(long workspaceId, String text, @Nullable Object... values) {
        var statement = Statement.of(text, values);
        if (!DeferredStatements.add(this, workspaceId, statement)) {
            run(IN_WORKSPACE, workspaceId, List.of(statement), prepared -> 0);
        }
    }

    void runDeferred(long workspaceId) {
        run(IN_WORKSPACE, workspaceId, List.of(), prepared -> 0);
    }

    /**
     * All rows in the workspace that another statement finds, if any: in one round trip, but that a cluster is asked for the
     * workspace first, for it wants to know which of its machines the rows are on.
     *
     * @param workspace selects {@code workspace_id} from a table that belongs to none
     */
    public <T> List<T> queryInWorkspaceOf(Statement workspace, Row<T> row, Statement statement) {
        if (spread.overMachines()) {
            return globalQuery(
                            found -> found.getLong("workspace_id"),
                            workspace.text(),
                            workspace.values().toArray())
                    .stream()
                    .flatMap(id -> query(id, row, statement).stream())
                    .toList();
        }
        var values = new ArrayList<@Nullable Object>(workspace.values());
        values.addAll(statement.values());
        return globalQueryAfter(IN_WORKSPACE_OF.formatted(workspace.text()), row, statement.text(), values.toArray());
    }

    /** All rows, of tables that belong to no workspace. */
    public <T> List<T> globalQuery(Row<T> row, String text, @Nullable Object... values) {
        return run("", null, List.of(Statement.of(text, values)), prepared -> rows(prepared.getResultSet(), row));
    }

    /** The same, after a setting for this statement alone, which is set in the same round trip. */
    public <T> List<T> globalQueryAfter(String setting, Row<T> row, String text, @Nullable Object... values) {
        return run(setting, null, List.of(Statement.of(text, values)), prepared -> {
            next(prepared);
            return rows(prepared.getResultSet(), row);
        });
    }

    /** How many rows were changed, of tables that belong to no workspace. */
    public int globalUpdate(String text, @Nullable Object... values) {
        return run("", null, List.of(Statement.of(text, values)), PreparedStatement::getUpdateCount);
    }

    /** A statement to come in the current transaction changes many rows, and may take longer than a request's others. */
    public void allowLong() {
        if (StatementTimeout.current() != null) {
            StatementTimeout.set(LONG);
        }
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            if (dataSource instanceof DatabasePool pool) {
                pool.allowLong(connection);
            }
        } catch (SQLException e) {
            throw new UncategorizedSQLException("network timeout", null, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /** How many statements have been run since the start; tests hold requests to their number. */
    public long statementCount() {
        return statements.sum();
    }

    /** How many texts have been sent since the start, each of one statement or of several. */
    public long roundTripCount() {
        return roundTrips.sum();
    }

    /** Whether a statement was refused because rows refer to each other, and not for a fault of ours. */
    public static boolean isForeignKeyViolation(DataIntegrityViolationException refusal) {
        return refusal.getCause() instanceof SQLException cause && "23503".equals(cause.getSQLState());
    }

    @FunctionalInterface
    interface Reader<T extends @Nullable Object> {
        T read(PreparedStatement prepared) throws SQLException;
    }

    private <T> T run(String prefix, @Nullable Long workspaceId, List<Statement> asked, Reader<T> reader) {
        var deferred = workspaceId == null ? List.<Statement>of() : DeferredStatements.take(this, workspaceId);
        var batch = new ArrayList<>(deferred);
        batch.addAll(asked);
        var timeout = workspaceId == null ? null : StatementTimeout.current();
        var settings = timeout == null
                ? prefix
                : prefix.replace(
                        IN_WORKSPACE, IN_WORKSPACE_AND_TIME.replace("{millis}", String.valueOf(timeout.toMillis())));
        var haveNulls = Parameters.haveNulls(batch);
        statements.add(batch.size());
        roundTrips.increment();
        var connection = DataSourceUtils.getConnection(dataSource);
        try (var prepared = connection.prepareStatement(text(settings, workspaceId, batch, haveNulls))) {
            var index = 1;
            if (workspaceId != null) {
                prepared.setString(index++, Long.toString(workspaceId));
            }
            for (var statement : batch) {
                for (var value : statement.values()) {
                    Parameters.bind(connection, prepared, index++, value);
                }
            }
            if ((haveNulls || !settings.isEmpty() && spread.overMachines()) && connection.getAutoCommit()) {
                return TransactionOfItsOwn.run(connection, prepared, reader);
            }
            prepared.execute();
            for (var i = 0; i < deferred.size(); i++) {
                next(prepared);
            }
            return reader.read(prepared);
        } catch (SQLException e) {
            if (timeout != null && CANCELED.equals(e.getSQLState())) {
                throw new Problem.Unavailable(RETRY_AFTER_TIMEOUT).exception();
            }
            if (Spread.hasMoved(e)) {
                throw new ConcurrencyFailureException("The workspace is on another machine now.", e);
            }
            var translated = translator.translate("sql", null, e);
            throw translated != null ? translated : new UncategorizedSQLException("sql", null, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private String text(String settings, @Nullable Long workspaceId, List<Statement> batch, boolean haveNulls) {
        var text = new StringBuilder(settings);
        for (var statement : batch) {
            text.append(text.length() > settings.length() ? ";\n" : "").append(statement.text());
        }
        if (haveNulls) {
            text.append(WITH_NULLS);
        }
        return settings.isEmpty() ? text.toString() : spread.said(workspaceId, text.toString());
    }

    private static void next(PreparedStatement prepared) throws SQLException {
        prepared.getMoreResults();
    }

    private static <T> List<T> rows(ResultSet resultSet, Row<T> row) throws SQLException {
        var rows = new ArrayList<T>();
        while (resultSet.next()) {
            rows.add(row.read(resultSet));
        }
        return rows;
    }
}
