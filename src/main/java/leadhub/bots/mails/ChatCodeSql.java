package leadhub.bots.mails;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import leadhub.base.database.Sql;
import leadhub.bots.mails.ChatCodes.Place;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on codes by which somebody goes on elsewhere with a conversation. */
@Component
class ChatCodeSql {
    private final Sql sql;

    ChatCodeSql(Sql sql) {
        this.sql = sql;
    }

    /** A code that somebody tries. @param code sealed */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Tried(long conversationId, byte[] code) {}

    /** A code is to be sent; false where there were enough of them. What was sent before is good no more. */
    boolean ask(Place place, @Nullable Long conversationId, Instant now, Duration good, Duration window, int most) {
        return sql.update(
                        place.workspaceId(),
                        """
                        insert into chat_codes
                            (workspace_id, bot_id, email_key, conversation_id, began_at, expires_at)
                        values (:workspace, :bot, :email, :conversation, :now, :expires)
                        on conflict (workspace_id, bot_id, email_key) do update
                        set conversation_id = excluded.conversation_id, code = null, tries = 0,
                            sends = case when chat_codes.began_at > :window then chat_codes.sends + 1 else 1 end,
                            began_at = case
                                when chat_codes.began_at > :window then chat_codes.began_at
                                else excluded.began_at
                            end,
                            expires_at = excluded.expires_at
                        where chat_codes.sends < :most or chat_codes.began_at <= :window
                        """,
                        place.values()
                                .and("conversation", conversationId)
                                .and("now", now)
                                .and("expires", now.plus(good))
                                .and("window", now.minus(window))
                                .and("most", most))
                > 0;
    }

    /** The code that is sent now. @return the conversation; empty where there is none, or it is too late */
    Optional<Long> give(Place place, byte[] code, Instant now) {
        return sql.find(
                place.workspaceId(),
                row -> row.getLong("conversation_id"),
                """
                update chat_codes
                set code = :code
                where workspace_id = :workspace
                  and bot_id = :bot
                  and email_key = :email
                  and conversation_id is not null
                  and expires_at > :now
                returning conversation_id
                """,
                place.values().and("code", code).and("now", now));
    }

    /** Counts a try; empty where there is nothing to try, or it was tried enough. */
    Optional<Tried> attempt(Place place, Instant now, int most) {
        return sql.find(
                place.workspaceId(),
                row -> new Tried(row.getLong("conversation_id"), row.getBytes("code")),
                """
                update chat_codes
                set tries = tries + 1
                where workspace_id = :workspace
                  and bot_id = :bot
                  and email_key = :email
                  and code is not null
                  and tries < :most
                  and expires_at > :now
                returning conversation_id, code
                """,
                place.values().and("most", most).and("now", now));
    }

    void delete(Place place) {
        sql.update(place.workspaceId(), """
                delete from chat_codes
                where workspace_id = :workspace
                  and bot_id = :bot
                  and email_key = :email
                """, place.values());
    }

    /** Forgets those that count no more. */
    void prune(long workspaceId, Instant before) {
        sql.update(workspaceId, """
                delete from chat_codes
                where workspace_id = ?
                  and began_at < ?
                """, workspaceId, before);
    }
}
