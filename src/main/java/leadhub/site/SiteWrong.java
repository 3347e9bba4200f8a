package leadhub.site;

/**
 * What the page about something wrong shows.
 *
 * @param title the key of a message
 * @param id under which it stands in the log, where it is our own fault; else empty
 */
public record SiteWrong(String title, String id) {}
