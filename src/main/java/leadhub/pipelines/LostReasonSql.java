package leadhub.pipelines;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on the lost_reasons table, and the one rule about them. */
@Component
class LostReasonSql {
    private static final String COLUMNS = "id, name, position, is_archived, created_at, updated_at";

    private final Sql sql;

    LostReasonSql(Sql sql) {
        this.sql = sql;
    }

    List<LostReason> all(long workspaceId) {
        return sql.query(workspaceId, LostReasonSql::read, """
                select %s
                from lost_reasons
                where workspace_id = ?
                order by position, id
                """.formatted(COLUMNS), workspaceId);
    }

    boolean isRequired(long workspaceId) {
        return sql.find(workspaceId, row -> row.getBoolean("is_required"), """
                select is_required
                from lost_reason_rules
                where workspace_id = ?
                """, workspaceId)
                .orElse(false);
    }

    void require(long workspaceId, boolean isRequired) {
        sql.update(workspaceId, """
                insert into lost_reason_rules (workspace_id, is_required)
                values (?, ?)
                on conflict (workspace_id) do update set is_required = excluded.is_required
                """, workspaceId, isRequired);
    }

    /** Locks a workspace's reasons, so that their number and order can't change in between. */
    void lock(long workspaceId) {
        sql.query(
                workspaceId,
                row -> "",
                "select pg_advisory_xact_lock(hashtextextended('lost_reasons', ?))",
                workspaceId);
    }

    LostReason insert(long workspaceId, String name, int position, Instant now) {
        return sql.get(workspaceId, LostReasonSql::read, """
                insert into lost_reasons (workspace_id, name, position, created_at, updated_at)
                values (?, ?, ?, ?, ?)
                returning %s
                """.formatted(COLUMNS), workspaceId, name, position, now, now);
    }

    LostReason update(long workspaceId, long id, String name, boolean isArchived, Instant now) {
        return sql.get(
                workspaceId, LostReasonSql::read, """
                update lost_reasons
                set name = ?, is_archived = ?, updated_at = ?
                where workspace_id = ?
                  and id = ?
                returning %s
                """.formatted(COLUMNS), name, isArchived, now, workspaceId, id);
    }

    /** Sets their positions to this order, from 1. */
    void order(long workspaceId, List<Long> ids) {
        sql.update(workspaceId, """
                update lost_reasons r
                set position = wanted.position
                from unnest(?) with ordinality as wanted (id, position)
                where r.workspace_id = ?
                  and r.id = wanted.id
                  and r.position <> wanted.position
                """, ids.stream().mapToLong(Long::longValue).toArray(), workspaceId);
    }

    void delete(long workspaceId, long id) {
        sql.update(workspaceId, """
                delete from lost_reasons
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    private static LostReason read(ResultSet row) throws SQLException {
        return new LostReason(
                row.getLong("id"),
                row.getString("name"),
                row.getInt("position"),
                row.getBoolean("is_archived"),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"));
    }
}
