package leadhub.notifications;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import leadhub.base.Json;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The statements on notifications; a session asks itself how many are unread. */
@Component
class NotificationSql {
    static final String COLUMNS = "id, kind, message, params, path, number, happened_at, read_at";

    private final Sql sql;

    NotificationSql(Sql sql) {
        this.sql = sql;
    }

    /** Nobody waits for an answer. What has a subject adds up while it is unread, and is news again: in one order, so that nobody waits in a circle. */
    void insert(long workspaceId, List<NewNotification> told, Instant now) {
        sql.defer(
                workspaceId,
                """
                insert into notifications as n
                    (workspace_id, user_id, kind, message, params, lead_id, path, subject, number, happened_at)
                select :workspace_id, t.user_id, t.kind, t.message, t.params::jsonb, t.lead_id, t.path, t.subject, t.number, :now
                from unnest(:users::bigint[], :kinds::text[], :messages::text[], :params::text[], :leads::bigint[],
                            :paths::text[], :subjects::text[], :numbers::int[])
                    with ordinality as t (user_id, kind, message, params, lead_id, path, subject, number, place)
                order by t.user_id, t.kind, t.subject, t.place
                on conflict (workspace_id, user_id, kind, subject) where subject is not null do update
                set number = excluded.number + case when n.read_at is null then n.number else 0 end,
                    message = excluded.message, params = excluded.params, happened_at = excluded.happened_at, read_at = null
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("now", now)
                        .and("users", texts(told, one -> Long.toString(one.userId())))
                        .and("kinds", texts(told, one -> one.kind().word()))
                        .and("messages", texts(told, NewNotification::message))
                        .and("params", texts(told, one -> Json.write(one.params())))
                        .and(
                                "leads",
                                texts(
                                        told,
                                        one -> one.leadId() == null
                                                ? null
                                                : one.leadId().toString()))
                        .and("paths", texts(told, NewNotification::path))
                        .and("subjects", texts(told, NewNotification::subject))
                        .and("numbers", texts(told, one -> Integer.toString(one.number()))));
    }

    /** Whom of those there is a notification already of what they are to be told. */
    Set<Long> told(long workspaceId, List<NewNotification> news) {
        return Set.copyOf(sql.query(
                workspaceId,
                row -> row.getLong("user_id"),
                """
                select n.user_id
                from unnest(?::bigint[], ?::text[], ?::text[]) as t (user_id, kind, subject)
                join notifications n on n.workspace_id = ?
                  and n.user_id = t.user_id
                  and n.kind = t.kind
                  and n.subject = t.subject
                """,
                texts(news, one -> Long.toString(one.userId())),
                texts(news, one -> one.kind().word()),
                texts(news, NewNotification::subject),
                workspaceId));
    }

    private static @Nullable String[] texts(
            List<NewNotification> told, Function<NewNotification, @Nullable String> text) {
        return told.stream().map(text).toArray(String[]::new);
    }

    /** The newest first. */
    List<Notification> list(long workspaceId, long userId, Slice slice) {
        return sql.query(
                workspaceId,
                NotificationSql::read,
                """
                select %s
                from notifications
                where workspace_id = ?
                  and user_id = ?
                order by happened_at desc, id desc
                limit ? offset ?
                """.formatted(COLUMNS),
                workspaceId,
                userId,
                slice.limit(),
                slice.offset());
    }

    /** How many something unread tells of; empty if it was read. */
    Optional<Integer> unread(long workspaceId, long userId, NotificationKind kind, String subject) {
        return sql.find(workspaceId, row -> row.getInt("number"), """
                select number
                from notifications
                where workspace_id = ?
                  and user_id = ?
                  and kind = ?
                  and subject = ?
                  and read_at is null
                """, workspaceId, userId, kind.word(), subject);
    }

    /** It is read from now on; empty if it isn't the user's. */
    Optional<Notification> markRead(long workspaceId, long userId, long id, Instant now) {
        return sql.find(workspaceId, NotificationSql::read, """
                update notifications
                set read_at = coalesce(read_at, ?)
                where workspace_id = ?
                  and user_id = ?
                  and id = ?
                returning %s
                """.formatted(COLUMNS), now, workspaceId, userId, id);
    }

    /** @param upTo what happened later wasn't seen, and stays unread */
    int markAllRead(long workspaceId, long userId, Instant upTo, Instant now) {
        return sql.update(workspaceId, """
                update notifications
                set read_at = ?
                where workspace_id = ?
                  and user_id = ?
                  and read_at is null
                  and happened_at <= ?
                """, now, workspaceId, userId, upTo);
    }

    /** What is too old, and of each user what is more than is kept; how many rows went. */
    int forget(long workspaceId, Instant before, int most) {
        return sql.update(
                        workspaceId,
                        "delete from notifications where workspace_id = ? and happened_at < ?",
                        workspaceId,
                        before)
                + sql.update(workspaceId, """
                        delete from notifications n
                        using (
                            select user_id, id, row_number() over (partition by user_id order by happened_at desc, id desc) as place
                            from notifications
                            where workspace_id = ?
                        ) old
                        where n.workspace_id = ?
                          and n.user_id = old.user_id
                          and n.id = old.id
                          and old.place > ?
                        """, workspaceId, workspaceId, most);
    }

    static Notification read(ResultSet row) throws SQLException {
        return new Notification(
                row.getLong("id"),
                NotificationKind.of(row.getString("kind")).orElseThrow(),
                row.getString("message"),
                Json.MAPPER
                        .readTree(row.getString("params"))
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .toList(),
                row.getString("path"),
                row.getInt("number"),
                Times.get(row, "happened_at"),
                Times.find(row, "read_at"));
    }
}
