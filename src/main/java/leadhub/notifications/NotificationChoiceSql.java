package leadhub.notifications;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on how users want to be told. */
@Component
class NotificationChoiceSql {
    private final Sql sql;

    NotificationChoiceSql(Sql sql) {
        this.sql = sql;
    }

    private record Kept(long userId, String kind, NotificationChoice choice) {}

    /** Of each user of a workspace what differs from the usual. */
    Map<Long, Map<NotificationKind, NotificationChoice>> all(long workspaceId) {
        var all = new HashMap<Long, Map<NotificationKind, NotificationChoice>>();
        sql.query(
                        workspaceId,
                        row -> new Kept(
                                row.getLong("user_id"),
                                row.getString("kind"),
                                new NotificationChoice(
                                        row.getBoolean("bell"), row.getBoolean("email"), row.getBoolean("digest"))),
                        """
                        select user_id, kind, bell, email, digest
                        from notification_choices
                        where workspace_id = ?
                        """,
                        workspaceId)
                .forEach(kept -> NotificationKind.of(kept.kind())
                        .ifPresent(
                                kind -> all.computeIfAbsent(kept.userId(), id -> new EnumMap<>(NotificationKind.class))
                                        .put(kind, kept.choice())));
        return all;
    }

    void put(long workspaceId, long userId, NotificationKind kind, NotificationChoice choice) {
        sql.update(workspaceId, """
                insert into notification_choices (workspace_id, user_id, kind, bell, email, digest)
                values (?, ?, ?, ?, ?, ?)
                on conflict (workspace_id, user_id, kind) do update
                set bell = excluded.bell, email = excluded.email, digest = excluded.digest
                """, workspaceId, userId, kind.word(), choice.bell(), choice.email(), choice.digest());
    }
}
