package leadhub.automations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on drafts of automations. */
@Component
class DraftSql {
    private final Sql sql;

    DraftSql(Sql sql) {
        this.sql = sql;
    }

    /**
     * A draft as it is kept.
     *
     * @param begunFrom what was published when it was begun, to tell whether it still is
     * @param former what it was before, the latest last
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(
            long automationId,
            long revision,
            int version,
            String begunFrom,
            String body,
            List<String> former,
            byte @Nullable [] sealed,
            String changedBy,
            Instant changedAt) {}

    /** What is sealed of a draft. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record SealedDraft(long automationId, byte[] bytes) {}

    long newRevision(long workspaceId) {
        return sql.get(workspaceId, row -> row.getLong(1), "select nextval('automation_draft_revisions')");
    }

    Optional<Kept> find(long workspaceId, long automationId) {
        return sql.find(workspaceId, DraftSql::read, """
                select automation_id, revision, version, begun_from, body, former, sealed, changed_by, changed_at
                from automation_drafts
                where workspace_id = ?
                  and automation_id = ?
                """, workspaceId, automationId);
    }

    /** The automations that have one. */
    Set<Long> drafted(long workspaceId) {
        return sql
                .query(
                        workspaceId,
                        row -> row.getLong("automation_id"),
                        "select automation_id from automation_drafts where workspace_id = ?",
                        workspaceId)
                .stream()
                .collect(Collectors.toSet());
    }

    /** In place of what was there. Whoever does it holds the automation. */
    void write(long workspaceId, Kept draft) {
        sql.update(
                workspaceId,
                """
                insert into automation_drafts
                    (workspace_id, automation_id, revision, version, begun_from, body, former, sealed, changed_by,
                     changed_at)
                values (:workspace_id, :automation_id, :revision, :version, :begun_from, :body, :former, :sealed, :changed_by,
                        :changed_at)
                on conflict (workspace_id, automation_id) do update
                set revision = excluded.revision, version = excluded.version,
                    begun_from = excluded.begun_from, body = excluded.body,
                    former = excluded.former, sealed = excluded.sealed, changed_by = excluded.changed_by,
                    changed_at = excluded.changed_at
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("automation_id", draft.automationId())
                        .and("revision", draft.revision())
                        .and("version", draft.version())
                        .and("begun_from", draft.begunFrom())
                        .and("body", draft.body())
                        .and("former", draft.former().toArray(String[]::new))
                        .and("sealed", draft.sealed())
                        .and("changed_by", draft.changedBy())
                        .and("changed_at", draft.changedAt()));
    }

    void delete(long workspaceId, long automationId) {
        sql.update(workspaceId, """
                delete from automation_drafts
                where workspace_id = ?
                  and automation_id = ?
                """, workspaceId, automationId);
    }

    List<SealedDraft> sealed(long workspaceId) {
        return sql.query(
                workspaceId,
                row -> new SealedDraft(row.getLong("automation_id"), row.getBytes("sealed")),
                """
                select automation_id, sealed
                from automation_drafts
                where workspace_id = ?
                  and sealed is not null
                order by automation_id
                """,
                workspaceId);
    }

    boolean reseal(long workspaceId, long automationId, byte[] was, byte[] sealed) {
        return sql.update(workspaceId, """
                update automation_drafts
                set sealed = ?
                where workspace_id = ?
                  and automation_id = ?
                  and sealed = ?
                """, sealed, workspaceId, automationId, was) == 1;
    }

    private static Kept read(ResultSet row) throws SQLException {
        return new Kept(
                row.getLong("automation_id"),
                row.getLong("revision"),
                row.getInt("version"),
                row.getString("begun_from"),
                row.getString("body"),
                Arrays.asList((String[]) row.getArray("former").getArray()),
                row.getBytes("sealed"),
                row.getString("changed_by"),
                Times.get(row, "changed_at"));
    }
}
