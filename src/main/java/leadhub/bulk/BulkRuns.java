package leadhub.bulk;

import java.time.Duration;
import leadhub.base.Caller;
import leadhub.jobs.JobQueue;
import leadhub.jobs.Jobs.StepResult;
import org.springframework.stereotype.Component;

/** Starts changes: small ones at once, in the caller's transaction, others in the background. */
@Component
class BulkRuns {
    private final BulkSql sql;
    private final BulkSteps steps;
    private final JobQueue jobs;

    BulkRuns(BulkSql sql, BulkSteps steps, JobQueue jobs) {
        this.sql = sql;
        this.steps = steps;
        this.jobs = jobs;
    }

    /** @param total how many leads it is about */
    void begin(Caller caller, long id, int total) {
        sql.setTotal(caller.workspaceId(), id, total);
        if (total > BulkSteps.LEADS || sql.isBehind(caller.workspaceId(), id)) {
            jobs.add(BulkJobs.NAME, BulkJobs.instance(caller.workspaceId(), id), Duration.ZERO);
        } else {
            // With fewer than a step takes, one step ends it; with as many, the second finds nothing left.
            while (steps.step(caller.workspaceId(), id) == StepResult.MORE) {}
        }
    }
}
