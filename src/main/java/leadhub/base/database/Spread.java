package leadhub.base.database;

import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Whether the database is spread over machines, by Citus, and what is said in another way there. Its other machines hear of
 * a setting only where {@code set local} made it, within a transaction; and each numbers transactions of its own.
 *
 * <p>So there a moment is the oldest open transaction of the machine that events are numbered by, which is asked before
 * the rows are, and beside it the ids of those later events that were seen already (docs/adr/0021).
 */
final class Spread {
    private static final Pattern SET_WORKSPACE = Pattern.compile("set_config\\('leadhub.workspace', ([^,]+), true\\)");

    /** More ids than these are kept with no moment; the next who asks what happened since is told: everything. */
    private static final int MOST = 5_000;

    /**
     * A table that is compared with one beside it, or around it. Citus sends a statement to one machine only if it finds the
     * workspace itself in all of them, and a failing machine is felt by all whose statements go everywhere.
     */
    private static final Pattern SAME_WORKSPACE =
            Pattern.compile("\\b(\\w+)\\.workspace_id = (\\w+)\\.workspace_id\\b");

    private static final String HORIZON = "current_setting('leadhub.horizon')";

    private static final String NOW = """
            (select case when count(*) > %1$d then '0:' else concat(%2$s, ':', string_agg(seen.id::text, ',')) end
             from lead_events seen
             where seen.workspace_id = {workspace}
               and seen.transaction_id >= %2$s::bigint)""".formatted(MOST, HORIZON);

    private static final String AFTER = """
            transaction_id >= split_part(?, ':', 1)::bigint
            and id <> all (string_to_array(split_part(?, ':', 2), ',')::bigint[])""";

    private static final String LEAD_WRITTEN_SINCE = """
            exists (select from lead_events writing
                    where writing.workspace_id = {workspace}
                      and writing.lead_id = leads.id
                      and writing.transaction_id >= ?)""";

    /** What a function of the owner's finds elsewhere; functions don't reach the tables of other machines. */
    private static final String FOUND_LEADS = """
            (select looked.lead_id, looked.created_at
             from lead_search looked
             where looked.workspace_id = ?
               and looked.pieces @> ?
               and looked.search_text like ?) looked""";

    /** What a statement is told that was planned before a workspace went to another machine, and runs after it did. */
    private static final String MOVED = "could not find valid entry for shard";

    private final DataSource dataSource;
    private volatile @Nullable Boolean overMachines;

    Spread(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Asked of the database once. */
    boolean overMachines() {
        var known = overMachines;
        if (known == null) {
            known = ask();
            overMachines = known;
        }
        return known;
    }

    /** Statements of a workspace as this database understands them, with the same values. */
    String said(@Nullable Long workspaceId, String text) {
        return overMachines() ? onCluster(workspaceId, text) : text;
    }

    static String onCluster(@Nullable Long workspaceId, String text) {
        var there = text.replace(Moments.AFTER, AFTER)
                .replace(Moments.BY_NOW, "concat(" + HORIZON + ", ':')")
                .replace(Moments.OLDEST_OPEN, HORIZON + "::bigint")
                .replace(Moments.NOW, NOW)
                .replace(Moments.LEAD_WRITTEN_SINCE, LEAD_WRITTEN_SINCE)
                .replace("found_leads(?, ?, ?)", FOUND_LEADS)
                .replace("{workspace}", String.valueOf(workspaceId));
        if (workspaceId != null) {
            there = SAME_WORKSPACE
                    .matcher(there)
                    .replaceAll("($1.workspace_id = " + workspaceId + " and $2.workspace_id = " + workspaceId + ")");
        }
        return SET_WORKSPACE
                .matcher(there)
                .replaceFirst(there.contains(HORIZON) ? "set_workspace_and_horizon($1)" : "set_workspace($1)");
    }

    /** Whether a workspace was just moved to another machine, so that the transaction finds it there when it begins anew. */
    static boolean hasMoved(SQLException e) {
        return e.getMessage() != null && e.getMessage().contains(MOVED);
    }

    private boolean ask() {
        var connection = DataSourceUtils.getConnection(dataSource);
        try (var statement = connection.prepareStatement(
                        "select exists (select from pg_extension where extname = 'citus')");
                var rows = statement.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        } catch (SQLException e) {
            throw new UncategorizedSQLException("spread", null, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
