package leadhub.webhooks.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt.
 *
 * @param status the answer's; null without one
 * @param error the name of what went wrong; null for a success
 * @param answer as much of the answer's body as is kept; null without one
 */
public record Attempt(
        Instant at,
        @Nullable Integer status,
        @Nullable String error,
        long tookMillis,
        @Nullable String answer) {
    @Override
    public String toString() {
        return "Attempt[" + status + ", " + error + "]";
    }
}
