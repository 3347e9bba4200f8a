package leadhub.notifications;

/** How somebody wants to be told of a kind: by the bell, by email, by both or not at all. */
public record NotificationChoice(boolean bell, boolean email) {}
