package leadhub.apikeys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import leadhub.api.Credential;
import leadhub.api.Credentials;
import leadhub.base.Signals;
import leadhub.base.Times;
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
    private final Signals signals;
    private final Clock clock;
    private final Cache<String, Credential> known =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(MOMENT).build();
    private final AtomicLong forgotten = new AtomicLong();

    KnownKeys(ApiKeys keys, KeyUse use, Signals signals, Clock clock) {
        this.keys = keys;
        this.use = use;
        this.signals = signals;
        this.clock = clock;
        signals.on(ApiKeys.CHANGED, id -> forget());
        // A credential tells its workspace's name and country too.
        signals.on(Workspaces.CHANGED, id -> forget());
    }

    @Override
    public Optional<Credential> find(String secret) {
        var remembered = signals.listening() ? known.getIfPresent(secret) : null;
        var credential = remembered != null ? Optional.of(remembered) : ask(secret);
        var now = Times.now(clock);
        return credential
                .filter(key -> key.expiresAt() == null || now.isBefore(key.expiresAt()))
                .map(key -> {
                    use.count(key, now);
                    return key;
                });
    }

    private void forget() {
        forgotten.incrementAndGet();
        known.invalidateAll();
    }

    private Optional<Credential> ask(String secret) {
        var before = forgotten.get();
        var found = keys.find(secret);
        // What was read before a key was revoked must not be remembered after.
        if (signals.listening() && before == forgotten.get()) {
            found.ifPresent(credential -> known.put(secret, credential));
        }
        return found;
    }
}
