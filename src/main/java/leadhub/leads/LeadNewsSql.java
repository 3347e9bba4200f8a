package leadhub.leads;

import java.util.List;
import leadhub.base.Sql;
import org.springframework.stereotype.Component;

/** The statements that tell what has changed since a moment, exactly: whatever that moment's snapshot has not seen. */
@Component
class LeadNewsSql {
    /** More cards than these aren't moved one by one. */
    private static final int MOST = 100;

    private final Sql sql;

    LeadNewsSql(Sql sql) {
        this.sql = sql;
    }

    String moment(long workspaceId) {
        return sql.get(workspaceId, row -> row.getString(1), "select pg_current_snapshot()::text");
    }

    LeadNews since(long workspaceId, String moment) {
        return sql.get(
                workspaceId,
                row -> {
                    var ids = List.of((Long[]) row.getArray("ids").getArray());
                    return new LeadNews(row.getString("moment"), ids, row.getBoolean("too_many") || ids.size() > MOST);
                },
                EventsSince.SINCE + """
                select pg_current_snapshot()::text as moment,
                       coalesce(array_agg(distinct lead_id) filter (where before is not null or after is not null), '{}') as ids,
                       %s as too_many
                from since
                """.formatted(EventsSince.TOO_MANY),
                workspaceId,
                moment,
                moment);
    }
}
