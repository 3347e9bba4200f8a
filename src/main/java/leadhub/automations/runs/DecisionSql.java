package leadhub.automations.runs;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on what was decided where events don't say it. */
@Component
class DecisionSql {
    private final Sql sql;

    DecisionSql(Sql sql) {
        this.sql = sql;
    }

    /** What became of something that time brought about; if it comes due once more, the last counts. */
    void insert(long workspaceId, ScheduleSql.Entry entry, String key, Decision decision, Instant now) {
        sql.defer(workspaceId, """
                insert into automation_decisions as d
                    (workspace_id, automation_id, lead_id, event_key, by_time, outcome, occurred_at)
                values (?, ?, ?, ?, true, ?, ?)
                on conflict (workspace_id, lead_id, automation_id, event_key) do update
                set outcome = excluded.outcome, occurred_at = excluded.occurred_at
                where d.outcome <> 'started'
                """, workspaceId, entry.automationId(), entry.leadId(), key, decision.word(), now);
    }

    /** The last that time brought about for a lead, by automation. */
    Map<Long, Decision> lastByTime(long workspaceId, long leadId) {
        var last = new HashMap<Long, Decision>();
        sql.query(
                        workspaceId,
                        row -> Map.entry(row.getLong("automation_id"), Decision.of(row.getString("outcome"))),
                        """
                        select distinct on (automation_id) automation_id, outcome
                        from automation_decisions
                        where workspace_id = ?
                          and lead_id = ?
                          and by_time
                        order by automation_id, occurred_at desc
                        """,
                        workspaceId,
                        leadId)
                .forEach(one -> last.put(one.getKey(), one.getValue()));
        return last;
    }

    /** The oldest first; how many were forgotten. */
    int forgetBefore(long workspaceId, Instant before, int most) {
        return sql.update(workspaceId, """
                delete from automation_decisions
                where workspace_id = ?
                  and occurred_at < ?
                  and (occurred_at, lead_id, automation_id, event_key) <= (
                      select occurred_at, lead_id, automation_id, event_key
                      from (
                          select occurred_at, lead_id, automation_id, event_key
                          from automation_decisions
                          where workspace_id = ?
                            and occurred_at < ?
                          order by occurred_at, lead_id, automation_id, event_key
                          limit ?) oldest
                      order by occurred_at desc, lead_id desc, automation_id desc, event_key desc
                      limit 1)
                """, workspaceId, before, workspaceId, before, most);
    }
}
