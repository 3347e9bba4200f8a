package leadhub.automations.runs;

import java.time.Clock;
import java.time.Duration;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forgets runs that were over 90 days ago, with their steps; for which leads automations have run is kept. */
@Service
public class RunRetention {
    static final Duration KEPT = Duration.ofDays(90);
    private static final int STEP = 500;

    private final RunRetentionSql sql;
    private final Clock clock;

    RunRetention(RunRetentionSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Some of one workspace; whether there are more. */
    @Transactional
    public boolean step(long workspaceId) {
        var runs = sql.finishedBefore(workspaceId, Times.now(clock).minus(KEPT), STEP);
        if (!runs.isEmpty()) {
            sql.forget(workspaceId, runs.stream().mapToLong(id -> id).toArray());
        }
        return runs.size() == STEP;
    }
}
