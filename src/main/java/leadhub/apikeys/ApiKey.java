package leadhub.apikeys;

import java.time.Instant;
import java.util.Set;
import leadhub.api.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A key without its secret, which is kept nowhere.
 *
 * @param createdBy the user who made it; null for the command line, and where it wasn't noted down yet
 */
public record ApiKey(
        long id,
        String name,
        KeyDialect dialect,
        Set<Scope> scopes,
        int hourlyLimit,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Long createdBy,
        Instant createdAt,
        @Nullable Instant revokedAt) {}
