package leadhub.tasks;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadNames;

/**
 * What somebody has to do.
 *
 * @param done what was done today
 * @param leads those that the tasks are about, by id
 * @param today in the visitor's zone
 * @param number of the page, from 1
 */
public record MyTasks(
        List<LeadTask> open, List<LeadTask> done, Map<Long, Lead> leads, LocalDate today, long number, boolean isLast) {

    /** What the task's lead is called; {@code ""} if it went away this very moment. */
    public String leadName(LeadTask task, Locale reader) {
        var lead = leads.get(task.leadId());
        return lead == null ? "" : LeadNames.of(lead, reader);
    }

    public boolean isOverdue(LeadTask task) {
        return TaskList.isOverdue(task, today);
    }
}
