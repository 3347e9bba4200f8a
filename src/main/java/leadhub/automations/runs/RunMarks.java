package leadhub.automations.runs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import leadhub.jobs.DueMarks;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Sees to it that runs are found. */
@Component
class RunMarks extends DueMarks {
    private static final int MOST_KNOWN = 100_000;

    /** Of whichever runs: one mark serves all that come due within a second. */
    private final Cache<Mark, Boolean> left =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    RunMarks(RunDueSql sql, RunQueue queue, Clock clock) {
        super(sql, queue, clock);
    }

    private record Mark(long workspaceId, long second) {}

    /** Within a transaction: a run is due at that time. */
    void park(long workspaceId, Instant time) {
        var mark = new Mark(workspaceId, time.getEpochSecond() + 1);
        var at = Instant.ofEpochSecond(mark.second());
        if (isReliable(at, now()) && left.getIfPresent(mark) != null) {
            return;
        }
        at(workspaceId, at);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                left.put(mark, true);
            }
        });
    }

    @Override
    protected void forget() {
        super.forget();
        left.invalidateAll();
    }
}
