package leadhub.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A filter for entries.
 *
 * @param action the exact action, such as {@code user.created}
 * @param who part of the actor's name, regardless of case
 * @param from the first instant included
 * @param until the first instant excluded
 */
public record AuditFilter(
        @Nullable String action,
        @Nullable String who,
        @Nullable Instant from,
        @Nullable Instant until) {}
