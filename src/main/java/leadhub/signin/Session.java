package leadhub.signin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's stay in the panel.
 *
 * @param workspaceId where the visitor is at the moment, as which user
 */
public record Session(
        long id,
        long workspaceId,
        long userId,
        @Nullable String address,
        @Nullable String userAgent,
        Instant createdAt,
        Instant seenAt) {}
