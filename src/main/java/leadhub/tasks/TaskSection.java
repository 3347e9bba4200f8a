package leadhub.tasks;

import java.time.Clock;
import java.time.LocalDate;
import leadhub.base.Times;
import leadhub.leads.Visibility;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.pages.LeadSection;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.Visit;
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
        var workers = choices.users().stream()
                .filter(user -> visibility.worksOn(visit.caller(), user, lead))
                .toList();
        var all = tasks.list(visit.caller(), lead, DONE);
        return new TaskList(
                lead,
                all.stream().filter(task -> task.doneAt() == null).toList(),
                all.stream().filter(task -> task.doneAt() != null).toList(),
                choices,
                workers,
                today(visit),
                mistake);
    }

    /** Today in the visitor's time zone. */
    LocalDate today(Visit visit) {
        return LocalDate.ofInstant(Times.now(clock), visit.page().zone());
    }
}
