package leadhub.base.database;

import com.github.benmanes.caffeine.cache.Cache;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A cache that never keeps what was read before something was invalidated, in whatever order the threads run. */
public final class ReadThroughCache<K, V> {
    private final Cache<K, V> values;
    private final BooleanSupplier mayKeep;
    private final AtomicLong invalidations = new AtomicLong();

    /**
     * @param values holds the values, within its own bounds
     * @param mayKeep whether invalidations would be heard of; while they wouldn't, everything is read anew
     */
    public ReadThroughCache(Cache<K, V> values, BooleanSupplier mayKeep) {
        this.values = values;
        this.mayKeep = mayKeep;
    }

    /** The value, read if it isn't kept; that there is none is not kept. */
    public Optional<V> get(K key, Function<K, Optional<V>> read) {
        var kept = mayKeep.getAsBoolean() ? values.getIfPresent(key) : null;
        if (kept != null) {
            return Optional.of(kept);
        }
        var before = invalidations.get();
        var found = read.apply(key);
        if (found.isPresent() && mayKeep.getAsBoolean()) {
            // Looked at while it is put, so that nobody sees what was read before an invalidation of this key …
            values.asMap().compute(key, (k, now) -> before == invalidations.get() ? found.get() : now);
            // … and after it, for an invalidation of all keys may have gone past this one just before.
            if (before != invalidations.get()) {
                values.invalidate(key);
            }
        }
        return found;
    }

    public void invalidate(K key) {
        invalidations.incrementAndGet();
        values.invalidate(key);
    }

    public void invalidateAll() {
        invalidations.incrementAndGet();
        values.invalidateAll();
    }
}
