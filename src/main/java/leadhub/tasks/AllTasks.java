package leadhub.tasks;

import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.leads.Visibility;
import org.springframework.stereotype.Service;

/** The tasks of all leads that somebody sees. */
@Service
public class AllTasks {
    private final AllTaskSql sql;
    private final Visibility visibility;

    AllTasks(AllTaskSql sql, Visibility visibility) {
        this.sql = sql;
        this.visibility = visibility;
    }

    /** One page, by due date; those without one come last. */
    public Page<LeadTask> list(Caller caller, TaskFilter filter, Slice slice) {
        return sql.list(caller.workspaceId(), filter, visibility.of(caller), slice);
    }
}
