package leadhub.notifications;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody was told; {@link NewNotification} says what its parts are.
 *
 * @param readAt null while it is unread
 */
public record Notification(
        long id,
        NotificationKind kind,
        String message,
        List<String> params,
        String path,
        int number,
        Instant happenedAt,
        @Nullable Instant readAt) {
    /** More are not kept of one user. */
    public static final int MOST = 1_000;

    public boolean isRead() {
        return readAt != null;
    }

    /** The key of its text. */
    public String key() {
        return key(message);
    }

    /** What stands in its text: its parameters, then how many it tells of. */
    public Object[] values() {
        return values(params, number);
    }

    static String key(String message) {
        return "notification." + message;
    }

    static Object[] values(List<String> params, int number) {
        var values = new ArrayList<Object>(params);
        values.add(number);
        return values.toArray();
    }
}
