package leadhub.notifications;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell somebody.
 *
 * @param message the key of its text behind {@code notification.}; of many, that of their number
 * @param params what stands in the text, in its order
 * @param leadId whom it is about; null for many, or for something else
 * @param path the page that it leads to
 * @param subject what adds up while it is unread; null for what stands by itself
 * @param number how many it tells of
 */
public record NewNotification(
        long userId,
        NotificationKind kind,
        String message,
        List<String> params,
        @Nullable Long leadId,
        String path,
        @Nullable String subject,
        int number) {

    /** About one lead. */
    public static NewNotification ofLead(
            long userId, NotificationKind kind, long leadId, String message, String... params) {
        return new NewNotification(userId, kind, message, List.of(params), leadId, "/leads/" + leadId, null, 1);
    }

    /** About something else. */
    public static NewNotification of(
            long userId, NotificationKind kind, String path, String message, String... params) {
        return new NewNotification(userId, kind, message, List.of(params), null, path, null, 1);
    }

    /** The same, in the place of what was told of that subject before. */
    public NewNotification about(String what) {
        return new NewNotification(userId, kind, message, params, leadId, path, what, number);
    }
}
