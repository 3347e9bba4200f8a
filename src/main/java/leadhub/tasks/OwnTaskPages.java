package leadhub.tasks;

import java.util.List;
import java.util.stream.Stream;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.leads.lists.LeadLists;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Everything that the visitor has to do. */
@Component
class OwnTaskPages implements PageRoutes.Provider {
    private static final int PER_PAGE = 50;

    private final OwnTasks tasks;
    private final LeadLists lists;
    private final TaskSection section;

    OwnTaskPages(OwnTasks tasks, LeadLists lists, TaskSection section) {
        this.tasks = tasks;
        this.lists = lists;
        this.section = section;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/tasks", Role.READ_ONLY, this::list).inMenu(40, "checkbox", "nav.tasks");
    }

    Reply list(Visit visit) {
        return Reply.page(visit.isPart() ? "tasks/mine-rows.jte" : "tasks/mine.jte", myTasks(visit));
    }

    private MyTasks myTasks(Visit visit) {
        var number = visit.asked("page")
                .filter(text -> text.matches("[1-9][0-9]{0,5}"))
                .map(Long::parseLong)
                .orElse(1L);
        var found = tasks.open(visit.caller(), new Slice((number - 1) * PER_PAGE, PER_PAGE + 1));
        var open = found.stream().limit(PER_PAGE).toList();
        var today = section.today(visit);
        var midnight = today.atStartOfDay(visit.page().zone()).toInstant();
        var done = number == 1 ? tasks.done(visit.caller(), midnight, PER_PAGE) : List.<LeadTask>of();
        var ids = Stream.concat(open.stream(), done.stream())
                .map(LeadTask::leadId)
                .distinct()
                .toList();
        return new MyTasks(open, done, lists.previews(visit.caller(), ids), today, number, found.size() <= PER_PAGE);
    }
}
