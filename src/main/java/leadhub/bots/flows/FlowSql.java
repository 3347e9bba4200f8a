package leadhub.bots.flows;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on flows. Versions are added and read, and never changed. */
@Component
class FlowSql {
    private final Sql sql;

    FlowSql(Sql sql) {
        this.sql = sql;
    }

    /**
     * A flow as it is kept.
     *
     * @param steps of the published version; null for none
     */
    record Kept(
            int version,
            @Nullable String steps,
            @Nullable String draft,
            long revision,
            String changedBy,
            Instant changedAt) {}

    /** A version as it is kept. */
    record Version(String botId, int version, String steps) {}

    Optional<Kept> find(long workspaceId, String botId) {
        return sql.find(workspaceId, FlowSql::read, """
                select f.version, v.steps, f.draft, f.revision, f.changed_by, f.changed_at
                from bot_flows f
                left join bot_flow_versions v on v.workspace_id = ? and v.bot_id = f.bot_id and v.version = f.version
                where f.workspace_id = ?
                  and f.bot_id = ?
                """, workspaceId, workspaceId, botId);
    }

    private static Kept read(ResultSet row) throws SQLException {
        return new Kept(
                row.getInt("version"),
                row.getString("steps"),
                row.getString("draft"),
                row.getLong("revision"),
                row.getString("changed_by"),
                Times.get(row, "changed_at"));
    }

    Optional<Version> version(long workspaceId, String botId, int version) {
        return sql.find(workspaceId, FlowSql::version, """
                select bot_id, version, steps
                from bot_flow_versions
                where workspace_id = ?
                  and bot_id = ?
                  and version = ?
                """, workspaceId, botId, version);
    }

    /** The published one of each bot that is there. */
    List<Version> all(long workspaceId) {
        return sql.query(workspaceId, FlowSql::version, """
                select f.bot_id, f.version, v.steps
                from bots b
                join bot_flows f on f.workspace_id = ? and f.bot_id = b.id
                join bot_flow_versions v on v.workspace_id = ? and v.bot_id = f.bot_id and v.version = f.version
                where b.workspace_id = ?
                  and b.removed_at is null
                order by b.id
                """, workspaceId, workspaceId, workspaceId);
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(row.getString("bot_id"), row.getInt("version"), row.getString("steps"));
    }

    /** Keeps what somebody works on; null for what is published. */
    void keep(long workspaceId, String botId, @Nullable String draft, String changedBy, Instant now) {
        sql.update(
                workspaceId,
                """
                insert into bot_flows (workspace_id, bot_id, version, draft, revision, changed_by, changed_at)
                values (:workspace, :bot, 0, :draft::jsonb, 1, :by, :now)
                on conflict (workspace_id, bot_id) do update
                set draft = excluded.draft, revision = bot_flows.revision + 1, changed_by = excluded.changed_by,
                    changed_at = excluded.changed_at
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("bot", botId)
                        .and("draft", draft)
                        .and("by", changedBy)
                        .and("now", now));
    }

    /** Makes steps the next version. */
    void publish(long workspaceId, String botId, Version next, String madeBy, Instant now) {
        sql.update(workspaceId, """
                insert into bot_flow_versions (workspace_id, bot_id, version, steps, made_by, created_at)
                values (?, ?, ?, ?::jsonb, ?::jsonb, ?)
                """, workspaceId, botId, next.version(), next.steps(), madeBy, now);
        sql.update(workspaceId, """
                update bot_flows
                set version = ?, draft = null, revision = revision + 1
                where workspace_id = ?
                  and bot_id = ?
                """, next.version(), workspaceId, botId);
    }
}
