package leadhub.panel;

/**
 * What the page about something wrong shows.
 *
 * @param title the key of a message
 * @param detail more about it, the id in the log where it is our own fault; may be empty
 */
public record Wrong(int status, String title, String detail) {}
