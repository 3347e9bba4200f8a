package leadhub.notifications;

import java.util.EnumMap;
import java.util.Map;
import leadhub.base.Caller;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How people want to be told; remembered, for it is asked with every change. */
@Service
public class NotificationChoices {
    private final NotificationChoiceSql sql;
    private final Remembered<Map<Long, Map<NotificationKind, NotificationChoice>>> known;

    NotificationChoices(NotificationChoiceSql sql, Signals signals) {
        this.sql = sql;
        this.known = new Remembered<>(signals, "notification_choices", sql::all);
    }

    /** How a user wants to be told of a kind. */
    public NotificationChoice of(long workspaceId, long userId, NotificationKind kind) {
        return known.get(workspaceId).getOrDefault(userId, Map.of()).getOrDefault(kind, kind.usual());
    }

    /** How the caller wants to be told, kind by kind, as far as their role is told at all. */
    Map<NotificationKind, NotificationChoice> own(Caller caller) {
        var own = new EnumMap<NotificationKind, NotificationChoice>(NotificationKind.class);
        NotificationKind.of(caller.role())
                .forEach(kind ->
                        own.put(kind, of(caller.workspaceId(), caller.actor().id(), kind)));
        return own;
    }

    /** The caller wants to be told so from now on. */
    @Transactional
    public void choose(Caller caller, Map<NotificationKind, NotificationChoice> choices) {
        choices.forEach(
                (kind, choice) -> sql.put(caller.workspaceId(), caller.actor().id(), kind, choice));
        known.changed(caller.workspaceId());
    }
}
