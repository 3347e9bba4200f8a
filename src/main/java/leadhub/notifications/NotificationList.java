package leadhub.notifications;

import java.util.List;

/**
 * A page of what somebody was told.
 *
 * @param shownAt when the newest of all pages happened; what is read at once is read up to it
 */
public record NotificationList(List<Notification> notifications, long number, boolean isLast, String shownAt) {}
