package leadhub.notifications;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on who gets one email a day, and on what stands in it. */
@Component
class DigestSql {
    private final Sql sql;

    DigestSql(Sql sql) {
        this.sql = sql;
    }

    /** Who wants one. @param timeZone null for the workspace's @param sentAt null for none yet */
    record Reader(
            long userId,
            @Nullable String timeZone,
            @Nullable Instant sentAt) {}

    List<Reader> readers(long workspaceId) {
        return sql.query(
                workspaceId,
                row -> new Reader(row.getLong("user_id"), row.getString("time_zone"), Times.find(row, "sent_at")),
                """
                select u.id as user_id, u.time_zone, d.sent_at
                from users u
                left join notification_digests d on d.workspace_id = u.workspace_id and d.user_id = u.id
                where u.workspace_id = ?
                  and exists (
                      select 1
                      from notification_choices c
                      where c.workspace_id = ?
                        and c.user_id = u.id
                        and c.digest)
                """,
                workspaceId,
                workspaceId);
    }

    /** False where somebody was faster. */
    boolean claim(long workspaceId, long userId, Instant morning, Instant now) {
        return sql.update(
                        workspaceId,
                        """
                        insert into notification_digests as d (workspace_id, user_id, sent_at)
                        values (:workspace_id, :user_id, :now)
                        on conflict (workspace_id, user_id) do update
                        set sent_at = excluded.sent_at
                        where d.sent_at < :morning
                        """,
                        NamedValues.of("workspace_id", workspaceId)
                                .and("user_id", userId)
                                .and("now", now)
                                .and("morning", morning))
                == 1;
    }

    /** What somebody was told in a time and hasn't read, the oldest first. */
    List<Notification> unread(DigestMails.Due due, Set<NotificationKind> kinds, int most) {
        return sql.query(
                due.workspaceId(),
                NotificationSql::read,
                """
                select %s
                from notifications
                where workspace_id = ?
                  and user_id = ?
                  and read_at is null
                  and happened_at > ?
                  and happened_at <= ?
                  and kind = any (?)
                order by happened_at, id
                limit ?
                """.formatted(NotificationSql.COLUMNS),
                due.workspaceId(),
                due.userId(),
                due.after(),
                due.upTo(),
                kinds.stream().map(NotificationKind::word).toArray(String[]::new),
                most);
    }
}
