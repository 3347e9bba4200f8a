package leadhub.automations.runs;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes runs of one workspace for this process, each for a time in which nobody else does. */
@Service
public class RunClaims {
    /** Longer than a step takes that waits for somebody outside. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private final ClaimRunSql sql;
    private final RunDueSql due;
    private final RunMarks marks;
    private final Clock clock;

    RunClaims(ClaimRunSql sql, RunDueSql due, RunMarks marks, Clock clock) {
        this.sql = sql;
        this.due = due;
        this.marks = marks;
        this.clock = clock;
    }

    /** Takes what is due, what is longest due first. */
    @Transactional
    public List<ClaimedRun> claim(long workspaceId, int most) {
        var now = Times.now(clock);
        sql.commitSoon(workspaceId);
        due.take(workspaceId, now);
        var found = sql.claim(workspaceId, most, now, now.plus(LEASE));
        var begun = new TreeMap<Long, Long>();
        found.claimed().stream()
                .filter(ClaimRunSql.Claimed::isFirst)
                .forEach(one -> begun.merge(one.run().automationId(), 1L, Long::sum));
        begun.forEach((automationId, count) -> sql.count(workspaceId, automationId, count, now));
        if (found.isAnyDue()) {
            // Whatever was left, or is lost with this process, is found by the next who looks.
            marks.ensure(workspaceId);
        }
        return found.claimed().stream().map(ClaimRunSql.Claimed::run).toList();
    }
}
