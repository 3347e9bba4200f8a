package leadhub.base.database;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How long work waits for one answer of the database before it counts as gone. Requests wait for a moment, as the pool
 * says; who may wait longer, or can't even wait that long, says so around its work.
 */
public final class NetworkTimeout {
    private static final ScopedValue<Duration> CHOSEN = ScopedValue.newInstance();

    private NetworkTimeout() {}

    /** Does work whose connections wait for each answer for so long. */
    public static <T> T within(Duration limit, Supplier<T> work) {
        return ScopedValue.where(CHOSEN, limit).call(work::get);
    }

    static Optional<Duration> chosen() {
        return CHOSEN.isBound() ? Optional.of(CHOSEN.get()) : Optional.empty();
    }
}
