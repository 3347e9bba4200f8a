package leadhub.apikeys;

import java.time.Instant;
import java.util.Set;
import leadhub.api.Scope;
import org.jspecify.annotations.Nullable;

/** A key to be created. */
public record NewApiKey(
        String name,
        KeyDialect dialect,
        Set<Scope> scopes,
        int hourlyLimit,
        @Nullable Instant expiresAt) {
    /** The default limit of calls an hour. */
    public static final int USUAL_LIMIT = 1000;
}
