package leadhub.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted.
 *
 * @param action exactly what was done: {@code user.created}
 * @param who a part of the name of who did it, without case
 * @param from the first instant that counts
 * @param until the first instant that doesn't count any more
 */
public record AuditFilter(
        @Nullable String action,
        @Nullable String who,
        @Nullable Instant from,
        @Nullable Instant until) {}
