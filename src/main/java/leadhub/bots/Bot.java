package leadhub.bots;

import java.time.Instant;

/**
 * A bot.
 *
 * @param id a UUID, by which strangers find it too
 * @param number by which changes name it as their cause
 * @param counts how much was said with it
 */
public record Bot(String id, long number, BotTerms terms, Counts counts, Instant createdAt, Instant updatedAt) {
    public static final int MOST_NAME = 255;
    /** In one workspace. */
    public static final int MOST = 100;

    /** How much was said with it. */
    public record Counts(long conversations, long messages) {}

    public String name() {
        return terms.name();
    }

    @Override
    public String toString() {
        return "Bot[" + id + "]";
    }
}
