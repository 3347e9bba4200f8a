package leadhub.notifications;

import java.util.Map;

/** How somebody wants to be told, kind by kind. */
public record NotificationSettings(Map<NotificationKind, NotificationChoice> choices) {}
