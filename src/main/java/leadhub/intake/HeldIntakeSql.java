package leadhub.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on rows that are held. Each changes a row only while it is. */
@Component
class HeldIntakeSql {
    private final Sql sql;

    HeldIntakeSql(Sql sql) {
        this.sql = sql;
    }

    Optional<IntakeEntry.Whole> find(long workspaceId, long id) {
        return sql.find(
                workspaceId,
                row -> new IntakeEntry.Whole(
                        IntakeListSql.read(row), IntakeListSql.headers(row.getString("headers")), row.getBytes("body")),
                """
                select %s, headers, body
                from intake
                where workspace_id = ?
                  and id = ?
                  and is_held
                """.formatted(IntakeListSql.COLUMNS),
                workspaceId,
                id);
    }

    List<Long> of(long workspaceId, long sourceId, long afterId, int most) {
        return sql.query(workspaceId, row -> row.getLong("id"), """
                select id
                from intake
                where workspace_id = ?
                  and source_id = ?
                  and id > ?
                  and is_held
                order by id
                limit ?
                """, workspaceId, sourceId, afterId, most);
    }

    boolean release(long workspaceId, long id, byte[] body, boolean isTest) {
        return sql.update(workspaceId, """
                        update intake
                        set is_held = false, body = ?, content_type = 'application/json', is_test = is_test or ?, reason = null,
                            retry_at = null
                        where workspace_id = ?
                          and id = ?
                          and is_held
                        """, body, isTest, workspaceId, id) == 1;
    }

    void note(long workspaceId, long id, IntakeReason why) {
        sql.update(workspaceId, """
                update intake
                set reason = ?::jsonb, attempts = attempts + 1
                where workspace_id = ?
                  and id = ?
                  and is_held
                """, why.json(), workspaceId, id);
    }

    void fail(long workspaceId, long id, IntakeReason why, Instant now) {
        sql.update(workspaceId, """
                update intake
                set is_held = false, status = 'failed', reason = ?::jsonb, processed_at = ?, attempts = attempts + 1,
                    counted_id = null, retry_at = null
                where workspace_id = ?
                  and id = ?
                  and is_held
                """, why.json(), now, workspaceId, id);
    }

    boolean move(long workspaceId, long id, long sourceId) {
        return sql.update(workspaceId, """
                        update intake i
                        set source_id = ?
                        where workspace_id = ?
                          and id = ?
                          and is_held
                          and not exists (
                              select
                              from intake other
                              where other.workspace_id = ?
                                and other.source = i.source
                                and other.source_id = ?
                                and other.counted_id = i.external_id)
                        """, sourceId, workspaceId, id, workspaceId, sourceId) == 1;
    }
}
