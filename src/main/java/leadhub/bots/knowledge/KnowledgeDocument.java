package leadhub.bots.knowledge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document that a bot knows.
 *
 * @param language of what is in it
 * @param url where visitors find it; null for a page of ours
 */
public record KnowledgeDocument(
        long id,
        String botId,
        String title,
        DocumentFormat format,
        String language,
        @Nullable String url,
        int passages,
        String createdBy,
        Instant createdAt) {
    public static final int MOST_TITLE = 200;
    /** Of one bot. */
    public static final int MOST = 200;
    /** Of one bot's documents together. */
    public static final int MOST_PASSAGES = 5_000;

    @Override
    public String toString() {
        return "KnowledgeDocument[" + id + "]";
    }
}
