package leadhub.automations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on the versions of automations, which are added and read, and never changed. */
@Component
class VersionSql {
    private final Sql sql;

    VersionSql(Sql sql) {
        this.sql = sql;
    }

    /** A version as it is kept. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(long automationId, int version, String trigger, String steps, byte @Nullable [] sealed) {}

    /** What is sealed of a version. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record SealedVersion(long automationId, byte[] bytes) {}

    void insert(long workspaceId, Kept version, String madeBy, Instant now) {
        sql.update(
                workspaceId,
                """
                insert into automation_versions
                    (workspace_id, automation_id, version, trigger, steps, sealed, made_by, created_at)
                values (?, ?, ?, ?::jsonb, ?::jsonb, ?, ?::jsonb, ?)
                """,
                workspaceId,
                version.automationId(),
                version.version(),
                version.trigger(),
                version.steps(),
                version.sealed(),
                madeBy,
                now);
    }

    /** The newest of each automation that isn't deleted. */
    List<Kept> newest(long workspaceId) {
        return sql.query(workspaceId, VersionSql::read, """
                select v.automation_id, v.version, v.trigger, v.steps, v.sealed
                from automations a
                join automation_versions v
                    on v.workspace_id = a.workspace_id and v.automation_id = a.id and v.version = a.version
                where a.workspace_id = ?
                  and a.deleted_at is null
                """, workspaceId);
    }

    Optional<Kept> find(long workspaceId, long automationId, int version) {
        return sql.find(workspaceId, VersionSql::read, """
                select automation_id, version, trigger, steps, sealed
                from automation_versions
                where workspace_id = ?
                  and automation_id = ?
                  and version = ?
                """, workspaceId, automationId, version);
    }

    List<SealedVersion> sealed(long workspaceId) {
        return sql.query(
                workspaceId,
                row -> new SealedVersion(row.getLong("automation_id"), row.getBytes("sealed")),
                """
                select automation_id, sealed
                from automation_versions
                where workspace_id = ?
                  and sealed is not null
                order by automation_id, version
                """,
                workspaceId);
    }

    boolean reseal(long workspaceId, long automationId, byte[] was, byte[] sealed) {
        return sql.update(workspaceId, """
                update automation_versions
                set sealed = ?
                where workspace_id = ?
                  and automation_id = ?
                  and sealed = ?
                """, sealed, workspaceId, automationId, was) > 0;
    }

    private static Kept read(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Kept(
                row.getLong("automation_id"),
                row.getInt("version"),
                row.getString("trigger"),
                row.getString("steps"),
                row.getBytes("sealed"));
    }
}
