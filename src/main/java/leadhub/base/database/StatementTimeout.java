package leadhub.base.database;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a statement of the current thread may take, where somebody waits for its answer: {@link Sql} tells PostgreSQL so
 * in the same round trip. Jobs and commands have no such limit.
 */
public final class StatementTimeout {
    private static final ThreadLocal<@Nullable Duration> CURRENT = new ThreadLocal<>();

    private StatementTimeout() {}

    /** From now on, until it is {@link #clear cleared}. */
    public static void set(Duration duration) {
        CURRENT.set(duration);
    }

    /** Takes the limit back. */
    public static void clear() {
        CURRENT.remove();
    }

    static @Nullable Duration current() {
        return CURRENT.get();
    }
}
