package leadhub.leads;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statement that writes down what became of many leads. */
@Component
class LeadRecordSql {
    private final Sql sql;

    LeadRecordSql(Sql sql) {
        this.sql = sql;
    }

    /** A lead as it is remembered, before and after; null where it wasn't or isn't any more. */
    record Memory(
            long id, @Nullable String before, @Nullable String after) {}

    void insert(Caller caller, String what, List<Memory> memories, Instant now) {
        var actor = Json.write(caller.actor());
        var ids = new long[memories.size()];
        var before = new ArrayList<@Nullable String>();
        var after = new ArrayList<@Nullable String>();
        for (var i = 0; i < ids.length; i++) {
            ids[i] = memories.get(i).id();
            before.add(memories.get(i).before());
            after.add(memories.get(i).after());
        }
        sql.update(
                caller.workspaceId(),
                """
                with written as materialized (
                    select lead_id, before::jsonb, after::jsonb
                    from unnest(?::bigint[], ?::text[], ?::text[]) with ordinality as w (lead_id, before, after, place)
                    order by place
                ), remembered as (
                    insert into lead_events (workspace_id, lead_id, kind, occurred_at, actor, before, after)
                    select ?, lead_id, ?, ?, ?::jsonb, before, after
                    from written
                )
                insert into audit_entries (workspace_id, occurred_at, actor, address, request_id, action, subject_id, before, after)
                select ?, ?, ?::jsonb, ?, ?, ?, lead_id, before, after
                from written
                """,
                ids,
                before.toArray(String[]::new),
                after.toArray(String[]::new),
                caller.workspaceId(),
                what,
                now,
                actor,
                caller.workspaceId(),
                now,
                actor,
                caller.address(),
                caller.requestId(),
                what);
    }
}
