package leadhub.bots.chat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on questions that wait for a model. */
@Component
class ModelTurnSql {
    private final Sql sql;

    ModelTurnSql(Sql sql) {
        this.sql = sql;
    }

    /** A question. @param number of its message */
    record Place(long workspaceId, long conversationId, long number) {
        NamedValues values() {
            return NamedValues.of("workspace", workspaceId)
                    .and("conversation", conversationId)
                    .and("number", number);
        }
    }

    /**
     * How it was asked.
     *
     * @param origin under which the visitor sees us
     * @param earlier the numbers of the questions in front of it that aren't answered, either
     */
    record Turn(long ownerVersion, String origin, List<Long> earlier) {}

    /** Takes the place of the one before, which it is answered with. */
    void open(Place place, long ownerVersion, String origin, Instant now) {
        sql.update(
                place.workspaceId(),
                """
                insert into bot_model_turns (workspace_id, conversation_id, number, owner_version, origin, asked_at)
                values (:workspace, :conversation, :number, :version, :origin, :now)
                on conflict (workspace_id, conversation_id) do update
                set number = excluded.number, owner_version = excluded.owner_version, origin = excluded.origin,
                    asked_at = excluded.asked_at,
                    earlier = case bot_model_turns.owner_version
                        when excluded.owner_version then bot_model_turns.earlier || bot_model_turns.number
                        else '{}' end
                """,
                place.values()
                        .and("version", ownerVersion)
                        .and("origin", origin)
                        .and("now", now));
    }

    Optional<Turn> find(Place place) {
        return sql.find(
                place.workspaceId(),
                row -> new Turn(row.getLong("owner_version"), row.getString("origin"), List.of((Long[])
                        row.getArray("earlier").getArray())),
                """
                select owner_version, origin, earlier
                from bot_model_turns
                where workspace_id = :workspace
                  and conversation_id = :conversation
                  and number = :number
                """,
                place.values());
    }

    /** Whether any of a conversation waits. */
    boolean isOpen(long workspaceId, long conversationId) {
        return sql.get(workspaceId, row -> row.getBoolean(1), """
                select exists (
                    select
                    from bot_model_turns
                    where workspace_id = ?
                      and conversation_id = ?)
                """, workspaceId, conversationId);
    }

    /** False where it was answered already, or another one was asked. */
    boolean close(Place place) {
        return sql.update(place.workspaceId(), """
                        delete from bot_model_turns
                        where workspace_id = :workspace
                          and conversation_id = :conversation
                          and number = :number
                        """, place.values()) > 0;
    }
}
