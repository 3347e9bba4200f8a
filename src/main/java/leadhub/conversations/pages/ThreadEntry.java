package leadhub.conversations.pages;

import java.time.Instant;

/**
 * A line of a conversation: a message, or a note of the team.
 *
 * @param kind {@code user}, {@code assistant}, {@code agent}, {@code system} or {@code note}
 * @param author "" where the kind says it all
 */
public record ThreadEntry(String id, String kind, String author, String content, Instant at) {}
