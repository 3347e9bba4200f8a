package leadhub.apikeys;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import leadhub.api.Credential;
import leadhub.api.Credentials;
import leadhub.base.Times;
import leadhub.base.database.ReadThroughCache;
import leadhub.base.database.Signals;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Component;

/**
 * Remembers keys for a moment, so that a call in the steady state asks the database nothing about its key. Keys are
 * forgotten when one is revoked or its workspace changes; while no signals are heard, nothing is remembered.
 */
@Component
class KnownKeys implements Credentials {
    private static final Duration MOMENT = Duration.ofSeconds(10);

    private final ApiKeys keys;
    private final KeyUse use;
    private final Clock clock;
    private final ReadThroughCache<String, Credential> known;

    KnownKeys(ApiKeys keys, KeyUse use, Signals signals, Clock clock) {
        this.keys = keys;
        this.use = use;
        this.clock = clock;
        this.known = new ReadThroughCache<>(
                Caffeine.newBuilder()
                        .maximumSize(10_000)
                        .expireAfterWrite(MOMENT)
                        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                        .build(),
                signals::listening);
        signals.on(ApiKeys.CHANGED, id -> known.invalidateAll());
        // A credential includes its workspace's name and country.
        signals.on(Workspaces.CHANGED, id -> known.invalidateAll());
    }

    @Override
    public Optional<Credential> find(String secret) {
        var now = Times.now(clock);
        return known.get(secret, keys::find)
                .filter(key -> key.expiresAt() == null || now.isBefore(key.expiresAt()))
                .map(key -> {
                    use.count(key, now);
                    return key;
                });
    }
}
