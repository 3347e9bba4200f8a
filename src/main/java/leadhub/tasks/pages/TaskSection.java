package leadhub.tasks.pages;

import java.time.Clock;
import java.util.List;
import leadhub.base.Times;
import leadhub.leads.Visibility;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.pages.LeadSection;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.Visit;
import leadhub.tasks.LeadTasks;
import leadhub.users.User;
import org.springframework.stereotype.Component;

/** The tasks on a lead's page. */
@Component
class TaskSection implements LeadSection {
    private static final int DONE = 10;

    private final LeadTasks tasks;
    private final Visibility visibility;
    private final Clock clock;

    TaskSection(LeadTasks tasks, Visibility visibility, Clock clock) {
        this.visibility = visibility;
        this.tasks = tasks;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "tasks";
    }

    @Override
    public int place() {
        return 10;
    }

    @Override
    public boolean isLate() {
        return false;
    }

    @Override
    public String composer() {
        return "tasks/new.jte";
    }

    @Override
    public String template() {
        return "tasks/section.jte";
    }

    @Override
    public TaskList content(Visit visit, Lead lead, LeadChoices choices, FormErrors mistake) {
        var workers = workers(visit, choices, lead);
        var all = tasks.list(visit.caller(), lead, DONE);
        return new TaskList(
                lead,
                all.stream().filter(task -> task.doneAt() == null).toList(),
                all.stream().filter(task -> task.doneAt() != null).toList(),
                choices,
                workers,
                days(visit),
                mistake);
    }

    /** Who may be given its tasks. */
    List<User> workers(Visit visit, LeadChoices choices, Lead lead) {
        return choices.users().stream()
                .filter(user -> visibility.worksOn(visit.caller(), user, lead))
                .toList();
    }

    /** How the visitor sees when something is due. */
    TaskDays days(Visit visit) {
        return new TaskDays(Times.now(clock), visit.page().zone());
    }
}
