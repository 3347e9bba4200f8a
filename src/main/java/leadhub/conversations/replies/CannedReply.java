package leadhub.conversations.replies;

/**
 * Something that a team writes again and again.
 *
 * @param content with placeholders, as emails have them
 */
public record CannedReply(long id, String name, String content) {
    public static final int MOST_NAME = 100;
    public static final int MOST_CONTENT = 2_000;
    /** A workspace has at most this many. */
    public static final int MOST = 200;
}
