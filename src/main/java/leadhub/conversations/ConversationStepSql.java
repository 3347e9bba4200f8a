package leadhub.conversations;

import static leadhub.conversations.ConversationRows.COLUMNS;

import java.time.Instant;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements by which a conversation takes a step. */
@Component
class ConversationStepSql {
    private final Sql sql;

    ConversationStepSql(Sql sql) {
        this.sql = sql;
    }

    /** Gives it another owner, or another status, under the next version. @return how it is then */
    Conversation own(
            long workspaceId, long id, ConversationStatus status, Owner.Kind kind, @Nullable Long userId, Instant now) {
        return sql.get(
                workspaceId,
                ConversationRows::conversation,
                """
                update conversations
                set status = :status, owner_kind = :kind, owner_user_id = :user, owner_version = owner_version + 1,
                    owner_since = :now::timestamptz,
                    handed_over_at = case
                        when :status = 'handover' then coalesce(handed_over_at, :now)
                        else handed_over_at
                    end,
                    ended_at = case when :status = 'completed' then :now::timestamptz end, updated_at = :now
                where workspace_id = :workspace
                  and id = :id
                returning %s
                """.formatted(COLUMNS),
                NamedValues.of("workspace", workspaceId)
                        .and("id", id)
                        .and("status", status.word())
                        .and("kind", kind.word())
                        .and("user", userId)
                        .and("now", now));
    }

    /** One more message; whichever side says it has read up to it. @param locked as it was before */
    Said append(long workspaceId, Conversation locked, NewMessage wanted, Instant now) {
        var number = locked.marks().last() + 1;
        var values = NamedValues.of("workspace", workspaceId)
                .and("id", locked.id())
                .and("number", number)
                .and("role", wanted.role().word())
                .and("now", now);
        var appended = sql.both(
                workspaceId,
                ConversationRows::conversation,
                Sql.Statement.of("""
                update conversations
                set last_number = :number, last_role = :role, last_message_at = :now, updated_at = :now,
                    waiting_since = case
                        when :role = 'user' then coalesce(waiting_since, :now)
                        when :role = 'agent' or :role = 'assistant' and owner_kind = 'bot' then null
                        else waiting_since
                    end,
                    answered_at = case
                        when :role = 'agent' and handed_over_at is not null then coalesce(answered_at, :now)
                        else answered_at
                    end,
                    visitor_read = case when :role = 'user' then :number else visitor_read end,
                    team_read = case when :role = 'agent' then :number else team_read end
                where workspace_id = :workspace
                  and id = :id
                returning %s
                """.formatted(COLUMNS), values),
                ConversationRows::message,
                MessageSql.insert(workspaceId, locked.id(), number, wanted, now));
        return new Said(appended.first(), appended.second().getFirst(), true);
    }

    /** The visitor waits for an answer to what isn't among the messages, and the team has something to read. */
    void await(long workspaceId, long id, Instant now) {
        sql.update(workspaceId, """
                update conversations
                set waiting_since = coalesce(waiting_since, ?), team_read = least(team_read, greatest(last_number - 1, 0)),
                    updated_at = ?
                where workspace_id = ?
                  and id = ?
                """, now, now, workspaceId, id);
    }

    /** One more of its own events. @return its number */
    long nextEvent(long workspaceId, long id) {
        return sql.get(workspaceId, row -> row.getLong("event_sequence"), """
                update conversations
                set event_sequence = event_sequence + 1
                where workspace_id = ?
                  and id = ?
                returning event_sequence
                """, workspaceId, id);
    }
}
