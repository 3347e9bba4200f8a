package leadhub.tasks;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import leadhub.base.Caller;
import org.springframework.stereotype.Service;

/** What is to be done next for leads that the caller was shown: of each the most urgent open task. */
@Service
public class NextTasks {
    private final TasksOfLeadsSql sql;

    NextTasks(TasksOfLeadsSql sql) {
        this.sql = sql;
    }

    /** By lead; one statement for all of them. */
    public Map<Long, LeadTask> of(Caller caller, Collection<Long> leadIds) {
        if (leadIds.isEmpty()) {
            return Map.of();
        }
        var byLead = new HashMap<Long, LeadTask>();
        sql.next(caller.workspaceId(), leadIds.stream().mapToLong(id -> id).toArray())
                .forEach(task -> byLead.put(task.leadId(), task));
        return byLead;
    }
}
