package leadhub.conversations;

/** How many conversations there are to look after: all that aren't over, those that wait for somebody, one's own, unread ones. */
public record InboxCounts(long open, long waiting, long mine, long unread) {}
