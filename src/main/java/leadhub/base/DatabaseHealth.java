package leadhub.base;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/**
 * Whether the database answers. Costs nothing as long as signals are heard, for those come with an answer twice a
 * second; else one asks for all who want to know in the same second.
 */
@Component
public final class DatabaseHealth {
    /** Together with the question below no more than three seconds. */
    private static final Duration FRESH = Duration.ofMillis(1500);

    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final Signals signals;
    private final ReentrantLock asking = new ReentrantLock();
    private long askedAt = System.nanoTime() - KEPT.toNanos();
    private boolean answered;

    DatabaseHealth(DataSource dataSource, Signals signals) {
        this.dataSource = dataSource;
        this.signals = signals;
    }

    /** Whether it answered a moment ago, by what is known without asking. */
    public boolean isFresh() {
        return signals.heardWithin(FRESH);
    }

    /** Whether it answers; says so within three seconds. */
    public boolean answers() {
        if (isFresh()) {
            return true;
        }
        asking.lock();
        try {
            if (System.nanoTime() - askedAt >= KEPT.toNanos()) {
                answered = NetworkTimeout.within(ANSWER_WITHIN, this::ask);
                askedAt = System.nanoTime();
            }
            return answered;
        } finally {
            asking.unlock();
        }
    }

    private boolean ask() {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            // Not isValid, which sets a limit of its own and takes it away again.
            return statement.execute("select 1");
        } catch (SQLException e) {
            return false;
        }
    }
}
