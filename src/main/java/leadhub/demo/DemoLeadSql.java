package leadhub.demo;

import java.time.Instant;
import java.util.List;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on which leads are made up. */
@Component
class DemoLeadSql {
    private final Sql sql;

    DemoLeadSql(Sql sql) {
        this.sql = sql;
    }

    /** False where there are some already; of two who begin at once the second waits, and finds them. */
    boolean begin(long workspaceId) {
        sql.globalQuery(row -> row.getLong("id"), "select id from workspaces where id = ? for update", workspaceId);
        return sql.find(workspaceId, row -> row.getLong("lead_id"), """
                select lead_id
                from demo_leads
                where workspace_id = ?
                limit 1
                """, workspaceId)
                .isEmpty();
    }

    void insert(long workspaceId, List<Long> leadIds, Instant now) {
        sql.update(
                workspaceId,
                """
                insert into demo_leads (workspace_id, lead_id, made_at)
                select ?, made.id, ?
                from unnest(?::bigint[]) as made (id)
                on conflict (workspace_id, lead_id) do nothing
                """,
                workspaceId,
                now,
                leadIds.stream().mapToLong(Long::longValue).toArray());
    }

    /** Those that are still there and nothing but made up: no other lead has become part of them. */
    List<Long> removable(long workspaceId) {
        return sql.query(workspaceId, row -> row.getLong("lead_id"), """
                select d.lead_id
                from demo_leads d
                join leads l on l.workspace_id = d.workspace_id and l.id = d.lead_id
                where d.workspace_id = ?
                  and not exists (
                      select 1
                      from merged_leads m
                      left join demo_leads also on also.workspace_id = m.workspace_id and also.lead_id = m.lead_id
                      where m.workspace_id = ?
                        and m.survivor_id = d.lead_id
                        and also.lead_id is null)
                order by d.lead_id
                """, workspaceId, workspaceId);
    }

    void forget(long workspaceId) {
        sql.update(workspaceId, "delete from demo_leads where workspace_id = ?", workspaceId);
    }
}
