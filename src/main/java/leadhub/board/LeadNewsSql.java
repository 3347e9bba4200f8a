package leadhub.board;

import java.util.List;
import leadhub.base.database.Moments;
import leadhub.base.database.Sql;
import leadhub.events.EventsSince;
import leadhub.leads.Owners;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that tell what has changed since a moment, exactly: whatever that moment's snapshot has not seen. */
@Component
class LeadNewsSql {
    /** If more cards than this changed, the page reloads. */
    private static final int MOST = 100;

    private final Sql sql;

    LeadNewsSql(Sql sql) {
        this.sql = sql;
    }

    String moment(long workspaceId) {
        return sql.get(workspaceId, row -> row.getString(1), "select " + Moments.NOW);
    }

    /** @param seenBy the user whose visible leads count; null for all leads */
    LeadNews since(long workspaceId, String moment, @Nullable Owners seenBy) {
        var array = seenBy == null ? null : seenBy.array();
        return sql.get(
                workspaceId,
                row -> {
                    var ids = List.of((Long[]) row.getArray("ids").getArray());
                    return new LeadNews(row.getString("moment"), ids, row.getBoolean("too_many") || ids.size() > MOST);
                },
                EventsSince.SINCE + """
                select %4$s as moment,
                       coalesce(array_agg(distinct lead_id) filter (
                           where before is not null and %1$s or after is not null and %2$s), '{}') as ids,
                       %3$s as too_many
                from since
                """.formatted(seen("before"), seen("after"), EventsSince.TOO_MANY, Moments.NOW),
                workspaceId,
                moment,
                moment,
                array,
                array,
                array,
                array);
    }

    /** A lead that is no longer theirs has to leave their board, so both before and after count. */
    private static String seen(String when) {
        return "(?::text is null or %s)".formatted(Owners.condition("(" + when + " ->> 'assigned_user_id')::bigint"));
    }
}
