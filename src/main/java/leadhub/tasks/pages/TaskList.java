package leadhub.tasks.pages;

import java.util.List;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.Page;
import leadhub.tasks.LeadTask;
import leadhub.users.User;

/**
 * The tasks of a lead.
 *
 * @param workers the users who may be assigned a task
 */
public record TaskList(
        Lead lead,
        List<LeadTask> open,
        List<LeadTask> done,
        LeadChoices choices,
        List<User> workers,
        TaskDays days,
        FormErrors mistake) {
    /** The name of the form for a new task. */
    public static final String NEW = "new-task";

    /** The name of a task's form. */
    public static String form(LeadTask task) {
        return "task-" + task.id();
    }

    /** The form of one that there is. */
    public TaskFields fields(Page page, LeadTask task) {
        var worker = task.assignedUserId();
        var isWorker = worker == null || workers.stream().anyMatch(user -> user.id() == worker);
        return new TaskFields(
                form(task), task, workers, isWorker ? null : choices.userName(page, worker), days, mistake);
    }

    /** The form of a new one. */
    public TaskFields fields() {
        return new TaskFields(NEW, null, workers, null, days, mistake);
    }
}
