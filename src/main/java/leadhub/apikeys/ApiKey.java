package leadhub.apikeys;

import java.time.Instant;
import java.util.Set;
import leadhub.api.Scope;
import org.jspecify.annotations.Nullable;

/** A key without its secret, which is kept nowhere. */
public record ApiKey(
        long id,
        String name,
        KeyDialect dialect,
        Set<Scope> scopes,
        int hourlyLimit,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        Instant createdAt,
        @Nullable Instant revokedAt) {}
