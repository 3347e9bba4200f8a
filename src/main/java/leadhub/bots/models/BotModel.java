package leadhub.bots.models;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A bot's language model. @param hasKey whether it is asked with a key, which nobody sees again */
public record BotModel(
        String botId,
        ModelTerms terms,
        boolean hasKey,
        @Nullable Failure failure) {

    /** Why the last request that failed did, and when. */
    public record Failure(String why, Instant at) {}
}
