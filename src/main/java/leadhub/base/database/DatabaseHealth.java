package leadhub.base.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Whether the database answers. Costs nothing as long as signals are heard, for those come with an answer twice a
 * second; else one asks for all who want to know in the same second.
 */
@Component
public final class DatabaseHealth {
    /** Together with the question below less than three seconds. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final Duration ANSWER_WITHIN = Duration.ofMillis(1500);
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final DatabasePool pool;
    private final Signals signals;
    private final ReentrantLock asking = new ReentrantLock();
    private long askedAt = System.nanoTime() - KEPT.toNanos();
    private boolean answered;

    DatabaseHealth(DatabasePool pool, Signals signals) {
        this.pool = pool;
        this.signals = signals;
    }

    /** Whether something can be asked without waiting long, by what is known. */
    public boolean isAtHand() {
        return signals.heardWithin(FRESH) && !pool.isFull();
    }

    /** Somebody got no answer just now. */
    public void failed() {
        // Whoever asks at the moment finds out, too.
        if (!asking.tryLock()) {
            return;
        }
        try {
            answered = false;
            askedAt = System.nanoTime();
        } finally {
            asking.unlock();
        }
    }

    /** Whether it answers; says so within three seconds. */
    public boolean answers() {
        if (signals.heardWithin(FRESH)) {
            return true;
        }
        asking.lock();
        try {
            if (System.nanoTime() - askedAt >= KEPT.toNanos()) {
                answered = askWithin();
                askedAt = System.nanoTime();
            }
            return answered;
        } finally {
            asking.unlock();
        }
    }

    /** Waiting for a connection takes longer than anybody wants to wait here. */
    private boolean askWithin() {
        var answer = new CompletableFuture<Boolean>();
        Thread.ofVirtual().start(() -> answer.complete(NetworkTimeout.within(ANSWER_WITHIN, this::ask)));
        return answer.completeOnTimeout(false, ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private boolean ask() {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            // Not isValid, which sets a limit of its own and takes it away again.
            return statement.execute("select 1");
        } catch (SQLException e) {
            return false;
        }
    }
}
