package leadhub.tasks;

import java.time.LocalDate;
import java.util.List;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.users.User;

/**
 * The tasks of a lead.
 *
 * @param workers the users who may be assigned a task
 * @param today in the visitor's zone
 */
public record TaskList(
        Lead lead,
        List<LeadTask> open,
        List<LeadTask> done,
        LeadChoices choices,
        List<User> workers,
        LocalDate today,
        FormErrors mistake) {
    /** The name of the form for a new task. */
    public static final String NEW = "new-task";

    /** The name of a task's form. */
    public static String form(LeadTask task) {
        return "task-" + task.id();
    }

    /** Whether its due date is before today. */
    public static boolean isOverdue(LeadTask task, LocalDate today) {
        return task.doneAt() == null && task.dueOn() != null && task.dueOn().isBefore(today);
    }

    public boolean isOverdue(LeadTask task) {
        return isOverdue(task, today);
    }
}
