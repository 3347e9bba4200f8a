package leadhub.apikeys;

import java.time.Instant;
import java.util.Set;
import leadhub.api.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A key without its secret, which isn't stored.
 *
 * @param createdBy the user who created it; null for the command line, and for keys older than this column
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
