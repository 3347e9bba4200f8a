package leadhub.integrations.watch;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on what administrators were told of integrations. */
@Component
class WatchSql {
    private final Sql sql;

    WatchSql(Sql sql) {
        this.sql = sql;
    }

    /** Of which trouble they were told last; only integrations of which they were told. */
    Map<Long, String> told(long workspaceId) {
        var told = new HashMap<Long, String>();
        sql.query(workspaceId, row -> Map.entry(row.getLong("id"), row.getString("told_of")), """
                        select id, told_of
                        from integrations
                        where workspace_id = ?
                          and told_of is not null
                        """, workspaceId)
                .forEach(one -> told.put(one.getKey(), one.getValue()));
        return told;
    }

    /** An integration that isn't paused and since when it has its secrets. */
    record Saved(long id, String type, Instant at) {}

    List<Saved> saved(long workspaceId) {
        return sql.query(
                workspaceId,
                row -> new Saved(row.getLong("id"), row.getString("type"), Times.get(row, "secrets_saved_at")),
                """
                select id, type, secrets_saved_at
                from integrations
                where workspace_id = ?
                  and not is_paused
                order by id
                """,
                workspaceId);
    }

    /**
     * Writes down of what they are told; false if another process did meanwhile, or if they were told lately.
     *
     * @param lately who was told after that isn't told of anything else yet
     */
    boolean tell(long workspaceId, long id, String trouble, Instant now, Instant lately) {
        return sql.update(workspaceId, """
                        update integrations
                        set told_of = ?, told_at = ?
                        where workspace_id = ?
                          and id = ?
                          and told_of is distinct from ?
                          and (told_at is null or told_at <= ?)
                        """, trouble, now, workspaceId, id, trouble, lately) == 1;
    }

    /** There is no trouble any more. */
    void forget(long workspaceId, long id) {
        sql.update(
                workspaceId,
                "update integrations set told_of = null where workspace_id = ? and id = ?",
                workspaceId,
                id);
    }
}
