package leadhub.tasks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Caller;
import leadhub.leads.api.LeadInclusion;
import org.springframework.stereotype.Component;

/** The tasks on leads, beside them. */
@Component
class IncludeTasks implements LeadInclusion {
    /** A title of 255 characters, and what stands around it. */
    private static final long MOST_BYTES = 2_000;

    private final TasksOfLeadsSql sql;

    IncludeTasks(TasksOfLeadsSql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "tasks";
    }

    @Override
    public Map<Long, Long> bytes(Caller caller, long[] leadIds) {
        var bytes = new HashMap<Long, Long>();
        sql.counts(caller.workspaceId(), leadIds)
                .forEach((leadId, tasks) -> bytes.put(leadId, Math.min(tasks, MOST) * MOST_BYTES));
        return bytes;
    }

    @Override
    public Map<Long, List<Object>> of(Caller caller, long[] leadIds) {
        return sql.ofLeads(caller.workspaceId(), leadIds, MOST).stream()
                .collect(groupingBy(LeadTask::leadId, mapping(task -> TaskApi.View.of(caller, task), toList())));
    }
}
