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
    private final DecisionSql decisions;
    private final Clock clock;

    RunRetention(RunRetentionSql sql, DecisionSql decisions, Clock clock) {
        this.sql = sql;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** Some of one workspace; whether there are more. */
    @Transactional
    public boolean step(long workspaceId) {
        var kept = Times.now(clock).minus(KEPT);
        var runs = sql.finishedBefore(workspaceId, kept, STEP);
        if (!runs.isEmpty()) {
            sql.forget(workspaceId, runs.stream().mapToLong(id -> id).toArray());
        }
        var decisions = this.decisions.forgetBefore(workspaceId, kept, STEP);
        return runs.size() == STEP || decisions == STEP;
    }
}
