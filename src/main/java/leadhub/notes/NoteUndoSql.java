package leadhub.notes;

import java.time.Instant;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on notes that users deleted, for as long as that can be undone. */
@Component
class NoteUndoSql {
    private final Sql sql;

    NoteUndoSql(Sql sql) {
        this.sql = sql;
    }

    /** Keeps a deleted note, and forgets what the user can't undo any more; its id. */
    long insert(Caller caller, LeadNote deleted, Instant now, Instant forgotten) {
        return sql.get(
                caller.workspaceId(),
                row -> row.getLong("id"),
                """
                with old as (
                    delete from note_undos
                    where workspace_id = :workspace_id
                      and user_id = :user_id
                      and done_at < :forgotten
                )
                insert into note_undos (workspace_id, user_id, lead_id, note, done_at)
                values (:workspace_id, :user_id, :lead_id, :note::jsonb, :now)
                returning id
                """,
                NamedValues.of("workspace_id", caller.workspaceId())
                        .and("user_id", caller.actor().id())
                        .and("forgotten", forgotten)
                        .and("lead_id", deleted.leadId())
                        .and("note", Json.write(deleted))
                        .and("now", now));
    }

    /** The note of the lead that the user deleted; taken away, for it is undone once. */
    Optional<LeadNote> take(Caller caller, long leadId, long id, Instant notBefore) {
        return sql.find(
                caller.workspaceId(),
                row -> Json.MAPPER.readValue(row.getString("note"), LeadNote.class),
                """
                delete from note_undos
                where workspace_id = ?
                  and user_id = ?
                  and id = ?
                  and lead_id = ?
                  and done_at >= ?
                returning note
                """,
                caller.workspaceId(),
                caller.actor().id(),
                id,
                leadId,
                notBefore);
    }
}
