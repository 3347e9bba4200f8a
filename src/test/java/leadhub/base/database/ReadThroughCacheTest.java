package leadhub.base.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadThroughCacheTest {
    private final ReadThroughCache<Key, String> cache =
            new ReadThroughCache<>(Caffeine.newBuilder().build(), () -> true);
    private final AtomicInteger reads = new AtomicInteger();

    /** Does something at the moment at which the cache puts a value under it. */
    private static final class Key {
        private Runnable meanwhile = () -> {};

        @Override
        public int hashCode() {
            var now = meanwhile;
            meanwhile = () -> {};
            now.run();
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }

    private Optional<String> read() {
        return Optional.of("as read the " + reads.incrementAndGet() + ". time");
    }

    @Test
    void a_value_is_read_once() {
        var key = new Key();
        assertThat(cache.get(key, k -> read())).isEqualTo(cache.get(key, k -> read()));
        assertThat(reads).hasValue(1);
    }

    @Test
    void what_was_read_before_an_invalidation_is_not_kept_though_it_is_put_after_it() {
        var key = new Key();
        cache.get(key, k -> {
            key.meanwhile = cache::invalidateAll;
            return read();
        });
        assertThat(cache.get(key, k -> read())).hasValue("as read the 2. time");
    }

    @Test
    void nothing_is_kept_while_nobody_would_hear_of_an_invalidation() {
        var deaf = new ReadThroughCache<Key, String>(Caffeine.newBuilder().build(), () -> false);
        var key = new Key();
        deaf.get(key, k -> read());
        assertThat(deaf.get(key, k -> read())).hasValue("as read the 2. time");
    }
}
