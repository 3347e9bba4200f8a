package leadhub.home;

import java.time.Clock;
import java.util.List;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.tasks.LeadTask;
import leadhub.tasks.OwnTasks;
import leadhub.tasks.pages.TaskDays;
import leadhub.tasks.pages.TaskPlace;
import org.springframework.stereotype.Component;

/** The visitor's most urgent tasks, on the home page. */
@Component
public class HomeTasks implements TaskPlace {
    /** The others are a click away. */
    private static final int MOST = 6;

    private final OwnTasks tasks;
    private final Clock clock;

    HomeTasks(OwnTasks tasks, Clock clock) {
        this.tasks = tasks;
        this.clock = clock;
    }

    /** What is shown of them. */
    public record Shown(List<LeadTask> tasks, TaskDays days) {}

    Shown shown(Visit visit) {
        return new Shown(
                tasks.open(visit.caller(), new Slice(0, MOST)),
                new TaskDays(Times.now(clock), visit.page().zone()));
    }

    @Override
    public String name() {
        return "home";
    }

    @Override
    public Reply part(Visit visit) {
        return Reply.page("home/tasks.jte", shown(visit));
    }

    @Override
    public String path(Visit visit) {
        return "/home";
    }
}
