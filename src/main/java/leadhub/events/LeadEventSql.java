package leadhub.events;

import java.time.Instant;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statement that writes an event. */
@Component
class LeadEventSql {
    private final Sql sql;

    LeadEventSql(Sql sql) {
        this.sql = sql;
    }

    void insert(
            Caller caller,
            String kind,
            long leadId,
            Instant at,
            @Nullable String before,
            @Nullable String after,
            @Nullable String detail) {
        sql.defer(
                caller.workspaceId(),
                """
                insert into lead_events (workspace_id, lead_id, kind, occurred_at, actor, before, after, detail)
                values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb)
                """,
                caller.workspaceId(),
                leadId,
                kind,
                at,
                Json.write(caller.actor()),
                before,
                after,
                detail);
    }
}
