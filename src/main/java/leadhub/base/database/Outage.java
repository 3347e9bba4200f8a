package leadhub.base.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import leadhub.base.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionSystemException;

/**
 * Tells failures of the database from faults of ours: it can't be reached, is starting or stopping, has become a
 * standby, doesn't answer in time, or has no connection left. Whoever asked may ask again. Where a commit got no answer,
 * nobody knows whether it happened.
 */
public final class Outage {
    /** A standby has usually taken over after twice as long. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(3);

    /** In all an outage is one matter, however many requests it hits: one line a second is enough. */
    private static final long BETWEEN_LINES = Duration.ofSeconds(1).toNanos();

    private static final Logger log = LoggerFactory.getLogger(Outage.class);

    /** Shut down by an administrator, after a crash, while it starts, for being idle; no writing on a standby. */
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "57P05", "25006");

    /** What Hikari says of a connection that it has thrown out, without a state. */
    private static final String THROWN_OUT = "Connection is closed";

    private static final AtomicLong lastLine = new AtomicLong(System.nanoTime() - BETWEEN_LINES);

    private Outage() {}

    /** What to answer with if an outage is behind a failure; it is logged in one line. */
    public static Optional<Problem> problem(String requestId, Throwable failure) {
        var cause = cause(failure);
        if (cause == null) {
            return Optional.empty();
        }
        var now = System.nanoTime();
        var last = lastLine.get();
        if (now - last >= BETWEEN_LINES && lastLine.compareAndSet(last, now)) {
            log.warn("Request {} got no answer from the database: {}", requestId, cause.getMessage());
        }
        return Optional.of(new Problem.Unavailable(RETRY_AFTER));
    }

    /** Whether an outage is behind a failure. */
    public static boolean isBehind(Throwable failure) {
        return cause(failure) != null;
    }

    /** Whether a connection is of no more use after this. */
    static boolean endsConnection(SQLException e) {
        return isOutage(e);
    }

    private static @Nullable Throwable cause(Throwable failure) {
        var seen = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<Throwable>();
        open.add(failure);
        while (!open.isEmpty()) {
            var next = open.remove();
            if (!seen.add(next)) {
                continue;
            }
            if (next instanceof SQLException e && isOutage(e)) {
                return next;
            }
            addAll(open, next);
        }
        return null;
    }

    /** A rollback that fails after its connection broke hides what came before. */
    private static void addAll(ArrayDeque<Throwable> open, Throwable failure) {
        if (failure.getCause() != null) {
            open.add(failure.getCause());
        }
        if (failure instanceof TransactionSystemException e && e.getApplicationException() != null) {
            open.add(e.getApplicationException());
        }
        if (failure instanceof SQLException e && e.getNextException() != null) {
            open.add(e.getNextException());
        }
        Collections.addAll(open, failure.getSuppressed());
    }

    private static boolean isOutage(SQLException e) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        return e instanceof SQLTransientConnectionException
                // 08: no connection, or a broken one. 53: no room for one more, on the disk or in memory.
                || state.startsWith("08")
                || state.startsWith("53")
                || STATES.contains(state)
                || state.isEmpty() && THROWN_OUT.equals(e.getMessage());
    }
}
