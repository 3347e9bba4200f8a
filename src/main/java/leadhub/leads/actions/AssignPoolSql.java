package leadhub.leads.actions;

import java.util.HashMap;
import java.util.Map;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements by which users get leads in turn. */
@Component
class AssignPoolSql {
    private final Sql sql;

    AssignPoolSql(Sql sql) {
        this.sql = sql;
    }

    /** How far each is behind, as JSON; nobody else chooses from that pool until the transaction ends. */
    String hold(long workspaceId, String pool) {
        return sql.get(workspaceId, row -> row.getString("state"), """
                insert into assign_rotations as r (workspace_id, pool, state)
                values (?, ?, '{}')
                on conflict (workspace_id, pool) do update
                set state = r.state
                returning state
                """, workspaceId, pool);
    }

    void write(long workspaceId, String pool, String state) {
        sql.defer(workspaceId, """
                update assign_rotations
                set state = ?::jsonb
                where workspace_id = ?
                  and pool = ?
                """, state, workspaceId, pool);
    }

    /** How many open leads users have, beside some. */
    Map<Long, Long> open(long workspaceId, long[] userIds, long[] beside) {
        var open = new HashMap<Long, Long>();
        sql.query(
                        workspaceId,
                        row -> Map.entry(row.getLong("assigned_user_id"), row.getLong("count")),
                        """
                        select assigned_user_id, count(*) as count
                        from leads
                        where workspace_id = ?
                          and assigned_user_id = any (?)
                          and status not in ('converted', 'lost')
                          and id <> all (?)
                        group by assigned_user_id
                        """,
                        workspaceId,
                        userIds,
                        beside)
                .forEach(one -> open.put(one.getKey(), one.getValue()));
        return open;
    }
}
