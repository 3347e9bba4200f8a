package leadhub.tasks;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadNames;

/**
 * A user's tasks, for the page about them.
 *
 * @param done the tasks completed today
 * @param leads the leads of the tasks, by id
 * @param today in the visitor's zone
 * @param number of the page, from 1
 */
public record MyTasks(
        List<LeadTask> open, List<LeadTask> done, Map<Long, Lead> leads, LocalDate today, long number, boolean isLast) {

    /** The name of the task's lead; {@code ""} if the lead was deleted in the meantime. */
    public String leadName(LeadTask task, Locale reader) {
        var lead = leads.get(task.leadId());
        return lead == null ? "" : LeadNames.of(lead, reader);
    }

    public boolean isOverdue(LeadTask task) {
        return TaskList.isOverdue(task, today);
    }
}
