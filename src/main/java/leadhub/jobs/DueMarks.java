package leadhub.jobs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import leadhub.base.Times;
import leadhub.base.database.DueWorkspaces;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sees to it that work is found, also by another process if this one is killed: whoever leaves work leaves a mark of when
 * somebody has to look at the workspace. A mark lies a little ahead, so that one serves all the work of some seconds; this
 * process looks at once, for it has heard of it anyway.
 */
public class DueMarks {
    /** When others look if this process is gone. */
    private static final Duration AHEAD = Duration.ofSeconds(20);

    /**
     * A mark that is nearer than this may be taken before the transaction that relies on it is over, or by another process whose clock is
     * ahead.
     */
    private static final Duration LEAST_AHEAD = Duration.ofSeconds(10);

    private static final int MOST_KNOWN = 10_000;

    /** Clocks are adjusted by less all the time. */
    private static final Duration SET_BACK = Duration.ofSeconds(1);

    private final DueWorkspaces sql;
    private final WorkQueue queue;
    private final Clock clock;
    /** The last mark that this process has left of each workspace. */
    private final Cache<Long, Instant> left =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();
    /** The latest time that was seen. */
    private final AtomicReference<Instant> seen = new AtomicReference<>(Instant.EPOCH);

    protected DueMarks(DueWorkspaces sql, WorkQueue queue, Clock clock) {
        this.sql = sql;
        this.queue = queue;
        this.clock = clock;
    }

    /** The current transaction leaves work that is due: this process looks at it after the commit. */
    public void leave(long workspaceId) {
        var mine = new Mine(this, workspaceId);
        if (TransactionSynchronizationManager.hasResource(mine)) {
            return;
        }
        TransactionSynchronizationManager.bindResource(mine, true);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            /** Not earlier: a transaction that takes long would rely on a mark that is taken before it ends. */
            @Override
            public void beforeCommit(boolean readOnly) {
                ensure(workspaceId);
            }

            @Override
            public void afterCommit() {
                queue.add(workspaceId);
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(mine);
            }
        });
    }

    /** By which a transaction knows that it has been looked after. */
    private record Mine(DueMarks marks, long workspaceId) {}

    /** Within a transaction that is about to end: somebody looks at the workspace before long. */
    public void ensure(long workspaceId) {
        var now = now();
        var last = left.getIfPresent(workspaceId);
        if (last != null && isReliable(last, now)) {
            return;
        }
        if (!queue.isServed()) {
            sql.add(workspaceId, now);
            return;
        }
        var at = now.plus(AHEAD);
        sql.add(workspaceId, at);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                left.put(workspaceId, at);
            }
        });
    }

    /** Whether a transaction may rely on a mark that was left before. */
    protected static boolean isReliable(Instant mark, Instant now) {
        return mark.isAfter(now.plus(LEAST_AHEAD));
    }

    /** Whoever looks for work says so: of marks that a clock has left or passed which was set back since, nothing is known. */
    public final Instant now() {
        var now = Times.now(clock);
        var latest =
                seen.getAndUpdate(before -> before.minus(SET_BACK).isAfter(now) || before.isBefore(now) ? now : before);
        if (latest.minus(SET_BACK).isAfter(now)) {
            forget();
        }
        return now;
    }

    /** Leaves marks anew. */
    protected void forget() {
        left.invalidateAll();
    }

    /** Within a transaction: somebody looks at the workspace at that time. */
    public void at(long workspaceId, Instant time) {
        sql.add(workspaceId, time);
    }
}
