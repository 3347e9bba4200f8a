package leadhub.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import leadhub.base.Times;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sees to it that what waits is found, also by another process if this one is killed: whoever accepts something leaves a mark of
 * when somebody has to look at the workspace. A mark lies a little ahead, so that one serves some seconds; this process looks at
 * once, for it has heard of it anyway.
 */
@Component
class IntakeMarks {
    /** When others look if this process is gone. */
    private static final Duration AHEAD = Duration.ofSeconds(20);

    /** A mark that is nearer than this may be taken before the transaction that relies on it is over. */
    private static final Duration LEAST_AHEAD = Duration.ofSeconds(10);

    private static final int MOST_KNOWN = 10_000;

    private final IntakeDueSql sql;
    private final IntakeQueue queue;
    private final Clock clock;
    /** The last mark that this process has left of each workspace. */
    private final Cache<Long, Instant> left =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    IntakeMarks(IntakeDueSql sql, IntakeQueue queue, Clock clock) {
        this.sql = sql;
        this.queue = queue;
        this.clock = clock;
    }

    /** The current transaction leaves something that waits: this process looks at it after the commit. */
    void leave(long workspaceId) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            private boolean isNew;
            private Instant at = Instant.EPOCH;

            /** Not earlier: a transaction that takes long would rely on a mark that is taken before it ends. */
            @Override
            public void beforeCommit(boolean readOnly) {
                var now = Times.now(clock);
                var last = left.getIfPresent(workspaceId);
                isNew = last == null || !last.isAfter(now.plus(LEAST_AHEAD));
                if (isNew) {
                    // Where nobody of this process looks, others do at once.
                    at = queue.isServed() ? now.plus(AHEAD) : now;
                    sql.add(workspaceId, at);
                }
            }

            @Override
            public void afterCommit() {
                if (isNew && queue.isServed()) {
                    left.put(workspaceId, at);
                }
                queue.add(workspaceId);
            }
        });
    }

    /** Within a transaction: if anything waits, somebody looks at the workspace before long. */
    void remind(long workspaceId) {
        var now = Times.now(clock);
        if (sql.isAnyWaiting(workspaceId, now)) {
            sql.add(workspaceId, now);
        }
    }

    /** The current transaction leaves something that waits until then. */
    void leave(long workspaceId, Instant until) {
        sql.add(workspaceId, until);
    }
}
