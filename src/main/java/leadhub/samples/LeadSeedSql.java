package leadhub.samples;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What the tables' owner does for many new leads. */
final class LeadSeedSql {
    private LeadSeedSql() {}

    /** Something that the tables' owner does outside any transaction. */
    interface Work {
        void run(Connection owner) throws SQLException;
    }

    /** 16 MB. */
    static void takeMuch(Connection owner) throws SQLException {
        execute(owner, "alter index lead_search_pieces set (gin_pending_list_limit = 16384)");
    }

    /** As the migrations say. */
    static void takeLittle(Connection owner) throws SQLException {
        execute(owner, "alter index lead_search_pieces set (gin_pending_list_limit = 256)");
    }

    /** Lets the planner know what came, and lists read indexes alone. */
    static void vacuum(Connection owner) throws SQLException {
        for (var table : List.of("leads", "lead_tags", "lead_search", "lead_events", "tags")) {
            execute(owner, "vacuum (analyze) " + table);
        }
    }

    private static void execute(Connection connection, String text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
