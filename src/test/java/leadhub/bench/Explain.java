package leadhub.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What PostgreSQL does for an operation: its plans, in the application's role, of the statements that were recorded. */
final class Explain {
    private static final int FIRST = 3;

    private Explain() {}

    /** Runs the statements a few times, the last time with their plans; nothing of it stays. */
    static String plans(Connection connection, Recording recording) throws SQLException {
        var text = new StringBuilder();
        connection.setAutoCommit(false);
        for (var i = 0; i <= FIRST; i++) {
            text.setLength(0);
            for (var step : recording.steps()) {
                if (step instanceof Recording.Run run) {
                    explain(connection, run, text);
                }
            }
            connection.rollback();
        }
        return text.toString();
    }

    /** A text of several statements is taken apart, for only one can be explained at a time. */
    private static void explain(Connection connection, Recording.Run run, StringBuilder text) throws SQLException {
        var taken = 0;
        for (var sql : run.sql().split(";\n")) {
            var count = (int) sql.chars().filter(c -> c == '?').count();
            var values = run.values().subList(taken, taken + count);
            taken += count;
            var sets = sql.startsWith("select set_config(");
            var explained = sets ? sql : "explain (analyze, buffers, settings) " + sql;
            try (var statement = connection.prepareStatement(explained)) {
                bind(statement, values);
                try (var rows = statement.executeQuery()) {
                    if (!sets) {
                        text.append("\n```\n").append(sql.strip()).append("\n\n");
                    }
                    while (rows.next()) {
                        text.append(sets ? "" : rows.getString(1) + "\n");
                    }
                    text.append(sets ? "" : "```\n");
                }
            }
        }
    }

    private static void bind(java.sql.PreparedStatement statement, List<Recording.Value> values) throws SQLException {
        for (var i = 0; i < values.size(); i++) {
            if (values.get(i).value() instanceof String[] texts) {
                statement.setArray(i + 1, statement.getConnection().createArrayOf("text", texts));
            } else {
                statement.setObject(i + 1, values.get(i).value());
            }
        }
    }
}
