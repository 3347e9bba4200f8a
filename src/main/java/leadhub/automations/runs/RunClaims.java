package leadhub.automations.runs;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
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
    private final Schedule schedule;
    private final ScheduleSql scheduled;

    RunClaims(ClaimRunSql sql, RunDueSql due, RunMarks marks, Schedule schedule, ScheduleSql scheduled) {
        this.sql = sql;
        this.due = due;
        this.marks = marks;
        this.schedule = schedule;
        this.scheduled = scheduled;
    }

    /** The workspaces that have runs due. */
    public List<Long> workspaces(int most) {
        return due.due(marks.now(), most);
    }

    /** Takes what is due, what is longest due first. */
    @Transactional
    public List<ClaimedRun> claim(long workspaceId, int most) {
        var now = marks.now();
        sql.commitSoon(workspaceId);
        due.take(workspaceId, now);
        var found = sql.claim(workspaceId, most, now, now.plus(LEASE));
        var begun = new TreeMap<Long, Long>();
        found.claimed().stream()
                .filter(ClaimRunSql.Claimed::isFirst)
                .forEach(one -> begun.merge(one.run().automationId(), 1L, Long::sum));
        begun.forEach((automationId, count) -> sql.count(workspaceId, automationId, count, now));
        if (found.isAnyDue() || schedule.isUsed(workspaceId) && scheduled.isAnyDue(workspaceId, now)) {
            // Whatever was left, or is lost with this process, is found by the next who looks.
            marks.ensure(workspaceId);
        }
        return found.claimed().stream().map(ClaimRunSql.Claimed::run).toList();
    }
}
