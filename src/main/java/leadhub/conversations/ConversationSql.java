package leadhub.conversations;

import static leadhub.conversations.ConversationRows.COLUMNS;

import java.time.Instant;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on conversations, one at a time. */
@Component
class ConversationSql {
    private final Sql sql;

    ConversationSql(Sql sql) {
        this.sql = sql;
    }

    long newId(long workspaceId) {
        return sql.get(workspaceId, row -> row.getLong(1), "select nextval('conversation_ids')");
    }

    void insert(long workspaceId, long id, String publicId, NewConversation wanted, Instant now) {
        sql.update(
                workspaceId,
                """
                insert into conversations
                    (workspace_id, id, public_id, channel, bot_id, status, owner_kind, visitor, attribution, language,
                     is_counted, started_at, updated_at)
                values (:workspace, :id, :public_id, :channel, :bot, 'active', 'bot', :visitor::jsonb, :attribution::jsonb,
                        :language, :is_counted, :now, :now)
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("id", id)
                        .and("public_id", publicId)
                        .and("channel", wanted.channel().word())
                        .and("bot", wanted.botId())
                        .and("visitor", Json.write(wanted.visitor().json()))
                        .and("attribution", Json.write(wanted.attribution()))
                        .and("language", wanted.language())
                        .and("is_counted", wanted.isCounted())
                        .and("now", now));
    }

    Optional<Conversation> find(long workspaceId, String publicId) {
        return sql.find(workspaceId, ConversationRows::conversation, """
                select %s
                from conversations
                where workspace_id = ?
                  and public_id = ?
                """.formatted(COLUMNS), workspaceId, publicId);
    }

    Optional<Conversation> find(long workspaceId, long id) {
        return find(workspaceId, id, "");
    }

    /** Nobody else takes a step in it until the transaction ends. */
    Optional<Conversation> lock(long workspaceId, long id) {
        return find(workspaceId, id, "for update");
    }

    private Optional<Conversation> find(long workspaceId, long id, String lock) {
        return sql.find(workspaceId, ConversationRows::conversation, """
                select %s
                from conversations
                where workspace_id = ?
                  and id = ?
                %s
                """.formatted(COLUMNS, lock), workspaceId, id);
    }

    /** Gives it another owner, or another status, under the next version. */
    void own(
            long workspaceId, long id, ConversationStatus status, Owner.Kind kind, @Nullable Long userId, Instant now) {
        sql.update(
                workspaceId,
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
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("id", id)
                        .and("status", status.word())
                        .and("kind", kind.word())
                        .and("user", userId)
                        .and("now", now));
    }

    /** One more message. @return its number */
    long append(long workspaceId, long id, MessageRole role, Instant now) {
        return sql.get(
                workspaceId,
                row -> row.getLong("last_number"),
                """
                update conversations
                set last_number = last_number + 1, last_role = :role, last_message_at = :now, updated_at = :now,
                    waiting_since = case
                        when :role = 'user' then coalesce(waiting_since, :now)
                        when :role in ('assistant', 'agent') then null
                        else waiting_since
                    end,
                    answered_at = case
                        when :role = 'agent' and handed_over_at is not null then coalesce(answered_at, :now)
                        else answered_at
                    end
                where workspace_id = :workspace
                  and id = :id
                returning last_number
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("id", id)
                        .and("role", role.word())
                        .and("now", now));
    }

    /** @return whether it had not been read so far yet */
    boolean readByVisitor(long workspaceId, long id, long number) {
        return sql.update(workspaceId, """
                        update conversations
                        set visitor_read = least(?, last_number)
                        where workspace_id = ?
                          and id = ?
                          and visitor_read < least(?, last_number)
                        """, number, workspaceId, id, number) > 0;
    }

    /** @return whether it had not been read so far yet */
    boolean readByTeam(long workspaceId, long id, long number) {
        return sql.update(workspaceId, """
                        update conversations
                        set team_read = least(?, last_number)
                        where workspace_id = ?
                          and id = ?
                          and team_read < least(?, last_number)
                        """, number, workspaceId, id, number) > 0;
    }

    /** What a bot has to remember, under the version that it saw; false if another one answers by now. */
    boolean remember(long workspaceId, long id, long version, String state) {
        return sql.update(workspaceId, """
                        update conversations
                        set bot_state = ?::jsonb
                        where workspace_id = ?
                          and id = ?
                          and owner_kind = 'bot'
                          and owner_version = ?
                        """, state, workspaceId, id, version) > 0;
    }

    String botState(long workspaceId, long id) {
        return sql.get(workspaceId, row -> row.getString("bot_state"), """
                select bot_state
                from conversations
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
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

    /** Whether a task is to be made once there is a lead. */
    void wantTask(long workspaceId, long id, boolean isWanted) {
        sql.update(workspaceId, """
                update conversations
                set wants_task = ?
                where workspace_id = ?
                  and id = ?
                """, isWanted, workspaceId, id);
    }

    boolean wantsTask(long workspaceId, long id) {
        return sql.get(workspaceId, row -> row.getBoolean("wants_task"), """
                select wants_task
                from conversations
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    void agree(long workspaceId, long id, String consent) {
        sql.update(workspaceId, """
                update conversations
                set consent = ?::jsonb
                where workspace_id = ?
                  and id = ?
                """, consent, workspaceId, id);
    }

    void capture(long workspaceId, long id, long leadId, Instant now) {
        sql.update(workspaceId, """
                update conversations
                set lead_id = ?, captured_at = coalesce(captured_at, ?), updated_at = ?
                where workspace_id = ?
                  and id = ?
                """, leadId, now, now, workspaceId, id);
    }
}
