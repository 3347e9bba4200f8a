package leadhub.exports.schedules;

import java.time.Duration;
import leadhub.base.Caller;
import leadhub.jobs.JobQueue;
import leadhub.users.AccessEnd;
import leadhub.users.User;
import leadhub.users.UserAccess;
import org.springframework.stereotype.Component;

/** Has somebody look, as soon as that is committed, whether a user whose access ends may still have exports made. */
@Component
class OwnerLeaves implements UserAccess {
    private final ExportScheduleSql sql;
    private final JobQueue jobs;

    OwnerLeaves(ExportScheduleSql sql, JobQueue jobs) {
        this.sql = sql;
        this.jobs = jobs;
    }

    @Override
    public void end(Caller caller, User user, AccessEnd end) {
        if (!sql.going(caller.workspaceId(), user.id()).isEmpty()) {
            jobs.add(ExportJobs.OWNER, ExportJobs.owner(caller.workspaceId(), user.id()), Duration.ZERO);
        }
    }
}
