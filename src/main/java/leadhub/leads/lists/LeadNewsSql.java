package leadhub.leads.lists;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leadhub.base.database.Moments;
import leadhub.base.database.Sql;
import leadhub.events.EventsSince;
import leadhub.leads.Owners;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The statements that tell what has changed since a moment, exactly: whatever that moment's snapshot has not seen. What
 * becomes of a lead's tasks is told apart: its card has the next one.
 */
@Component
class LeadNewsSql {
    /** If more leads than this changed, the page reloads. */
    private static final int MOST = 100;

    private final Sql sql;

    LeadNewsSql(Sql sql) {
        this.sql = sql;
    }

    String moment(long workspaceId) {
        return sql.get(workspaceId, row -> row.getString(1), "select " + Moments.NOW);
    }

    /**
     * @param withTasks whether what leads' tasks come to counts
     * @param seenBy the user whose visible leads count; null for all leads
     */
    LeadNews since(long workspaceId, String moment, boolean withTasks, @Nullable Owners seenBy) {
        var array = seenBy == null ? null : seenBy.array();
        return sql.get(
                workspaceId,
                row -> {
                    var ids = ids(row, "ids");
                    var tasked = new ArrayList<>(ids(row, "tasked"));
                    tasked.removeAll(Set.copyOf(ids));
                    var isTooMuch = row.getBoolean("too_many") || ids.size() > MOST;
                    return new LeadNews(row.getString("moment"), ids, tasked, isTooMuch);
                },
                EventsSince.SINCE
                        + """
                select %4$s as moment,
                       coalesce(array_agg(distinct lead_id) filter (
                           where before is not null and %1$s or after is not null and %2$s), '{}') as ids,
                       coalesce(array_agg(distinct lead_id) filter (
                           where ? and starts_with(kind, 'lead.task_') and exists (
                               select
                               from leads l
                               where l.workspace_id = ?
                                 and l.id = since.lead_id
                                 and %5$s)), '{}') as tasked,
                       %3$s as too_many
                from since
                """.formatted(
                                        seen(owner("before")),
                                        seen(owner("after")),
                                        EventsSince.TOO_MANY,
                                        Moments.NOW,
                                        seen("l.assigned_user_id")),
                workspaceId,
                moment,
                moment,
                array,
                array,
                array,
                array,
                withTasks,
                workspaceId,
                array,
                array);
    }

    private static List<Long> ids(ResultSet row, String column) throws SQLException {
        return List.of((Long[]) row.getArray(column).getArray());
    }

    /** A lead that is no longer theirs has to leave their board, so both before and after count. */
    private static String owner(String when) {
        return "(" + when + " ->> 'assigned_user_id')::bigint";
    }

    private static String seen(String owner) {
        return "(?::text is null or %s)".formatted(Owners.condition(owner));
    }
}
