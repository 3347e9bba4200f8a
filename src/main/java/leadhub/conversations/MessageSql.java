package leadhub.conversations;

import static leadhub.conversations.ConversationRows.MESSAGE_COLUMNS;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on what is said, and on what the team notes. */
@Component
class MessageSql {
    private final Sql sql;

    MessageSql(Sql sql) {
        this.sql = sql;
    }

    static Sql.Statement insert(long workspaceId, long conversationId, long number, NewMessage wanted, Instant now) {
        var asks = wanted.asks();
        return Sql.Statement.of(
                """
                insert into conversation_messages
                    (workspace_id, conversation_id, number, id, role, user_id, content, client_id, asks, created_at)
                values (:workspace, :conversation, :number, nextval('message_ids'), :role, :user, :content, :client,
                        :asks::jsonb, :now)
                returning %s
                """.formatted(MESSAGE_COLUMNS),
                NamedValues.of("workspace", workspaceId)
                        .and("conversation", conversationId)
                        .and("number", number)
                        .and("role", wanted.role().word())
                        .and("user", wanted.userId())
                        .and("content", wanted.content())
                        .and("client", wanted.clientId())
                        .and("asks", asks == null ? null : asks.json())
                        .and("now", now));
    }

    Optional<Message> ofClient(long workspaceId, long conversationId, String clientId) {
        return sql.find(
                workspaceId,
                ConversationRows::message,
                """
                select %s
                from conversation_messages
                where workspace_id = ?
                  and conversation_id = ?
                  and client_id = ?
                """.formatted(MESSAGE_COLUMNS),
                workspaceId,
                conversationId,
                clientId);
    }

    /** The same in the conversation of that id; behind a statement of that conversation. */
    static Sql.Statement ofClient(long workspaceId, String publicId, @Nullable String clientId) {
        return Sql.Statement.of("""
                select %s
                from conversation_messages
                where workspace_id = ?
                  and conversation_id = (
                      select id
                      from conversations
                      where workspace_id = ?
                        and public_id = ?)
                  and client_id = ?
                """.formatted(MESSAGE_COLUMNS), workspaceId, workspaceId, publicId, clientId);
    }

    List<Message> after(long workspaceId, long conversationId, long number, int most) {
        return sql.query(workspaceId, ConversationRows::message, behind(workspaceId, conversationId, number, most));
    }

    /** The same, and the conversation behind them, unless it was erased. */
    Sql.Pair<List<Message>, List<Conversation>> afterWith(
            long workspaceId, long conversationId, long number, int most) {
        return sql.queryBoth(
                workspaceId,
                ConversationRows::message,
                behind(workspaceId, conversationId, number, most),
                ConversationRows::conversation,
                Sql.Statement.of("""
                        select %s
                        from conversations
                        where workspace_id = ?
                          and id = ?
                          and erased_at is null
                        """.formatted(ConversationRows.COLUMNS), workspaceId, conversationId));
    }

    private static Sql.Statement behind(long workspaceId, long conversationId, long number, int most) {
        return Sql.Statement.of("""
                select %s
                from conversation_messages
                where workspace_id = ?
                  and conversation_id = ?
                  and number > ?
                order by number
                limit ?
                """.formatted(MESSAGE_COLUMNS), workspaceId, conversationId, number, most);
    }

    Page<Message> page(long workspaceId, long conversationId, Slice slice) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("""
                        select count(*)
                        from conversation_messages
                        where workspace_id = ?
                          and conversation_id = ?
                        """, workspaceId, conversationId),
                ConversationRows::message,
                Sql.Statement.of(
                        """
                        select %s
                        from conversation_messages
                        where workspace_id = ?
                          and conversation_id = ?
                        order by number
                        limit ? offset ?
                        """.formatted(MESSAGE_COLUMNS), workspaceId, conversationId, slice.limit(), slice.offset()));
        return new Page<>(answer.second(), answer.first());
    }

    /**
     * What is to be noted.
     *
     * @param userId whoever of the team writes it; null for others
     * @param clientId by which whoever sends it knows it; null for none
     */
    record NewNote(
            @Nullable Long userId, String content, @Nullable String clientId) {
        @Override
        public String toString() {
            return "NewNote[" + clientId + "]";
        }
    }

    /** Empty where there is one with that client's id. */
    Optional<ConversationNote> note(long workspaceId, Conversation conversation, NewNote wanted, Instant now) {
        var id = sql.get(workspaceId, row -> row.getLong(1), "select nextval('conversation_note_ids')");
        var after = conversation.marks().last();
        var inserted = sql.update(
                workspaceId,
                """
                insert into conversation_notes
                    (workspace_id, conversation_id, id, after_number, user_id, content, client_id, created_at)
                values (:workspace, :conversation, :id, :after, :user, :content, :client, :now)
                on conflict (workspace_id, conversation_id, client_id) where client_id is not null do nothing
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("conversation", conversation.id())
                        .and("id", id)
                        .and("after", after)
                        .and("user", wanted.userId())
                        .and("content", wanted.content())
                        .and("client", wanted.clientId())
                        .and("now", now));
        return inserted == 0
                ? Optional.empty()
                : Optional.of(new ConversationNote(id, after, wanted.userId(), wanted.content(), now));
    }

    boolean isNoted(long workspaceId, long conversationId, String clientId) {
        return sql.get(workspaceId, row -> row.getBoolean(1), """
                select exists (
                    select 1
                    from conversation_notes
                    where workspace_id = ?
                      and conversation_id = ?
                      and client_id = ?)
                """, workspaceId, conversationId, clientId);
    }

    Page<ConversationNote> notePage(long workspaceId, long conversationId, Slice slice) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("""
                        select count(*)
                        from conversation_notes
                        where workspace_id = ?
                          and conversation_id = ?
                        """, workspaceId, conversationId),
                ConversationRows::note,
                Sql.Statement.of("""
                        select id, after_number, user_id, content, created_at
                        from conversation_notes
                        where workspace_id = ?
                          and conversation_id = ?
                        order by id
                        limit ? offset ?
                        """, workspaceId, conversationId, slice.limit(), slice.offset()));
        return new Page<>(answer.second(), answer.first());
    }

    List<ConversationNote> notes(long workspaceId, long conversationId, int most) {
        return sql.query(workspaceId, ConversationRows::note, """
                select id, after_number, user_id, content, created_at
                from conversation_notes
                where workspace_id = ?
                  and conversation_id = ?
                order by id desc
                limit ?
                """, workspaceId, conversationId, most)
                .reversed();
    }
}
