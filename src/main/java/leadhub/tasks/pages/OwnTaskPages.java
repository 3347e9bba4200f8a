package leadhub.tasks.pages;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.leads.lists.LeadLists;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.tasks.Agenda;
import leadhub.tasks.LeadTask;
import leadhub.tasks.OwnTasks;
import leadhub.tasks.TaskKind;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everything that the visitor, or their team, has to do. */
@Component
class OwnTaskPages implements PageRoutes.Provider, TaskPlace {
    private static final int PER_PAGE = 50;

    private final OwnTasks tasks;
    private final LeadLists lists;
    private final Users users;
    private final Clock clock;

    OwnTaskPages(OwnTasks tasks, LeadLists lists, Users users, Clock clock) {
        this.tasks = tasks;
        this.lists = lists;
        this.users = users;
        this.clock = clock;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/tasks", Role.READ_ONLY, this::list).inMenu(40, "checkbox", "nav.tasks");
    }

    private Reply list(Visit visit) {
        return visit.isPart() ? part(visit) : Reply.page("tasks/mine.jte", myTasks(visit));
    }

    @Override
    public String name() {
        return "mine";
    }

    @Override
    public Reply part(Visit visit) {
        return Reply.page("tasks/mine-rows.jte", myTasks(visit));
    }

    @Override
    public String path(Visit visit) {
        var of = of(visit);
        return of.equals(MyTasks.MINE) ? "/tasks" : "/tasks?of=" + of;
    }

    private MyTasks myTasks(Visit visit) {
        var number = visit.asked("page")
                .filter(text -> text.matches("[1-9][0-9]{0,5}"))
                .map(Long::parseLong)
                .orElse(1L);
        var of = of(visit);
        var kind = visit.asked("kind").filter(TaskKind::isOne).map(TaskKind::of).orElse(null);
        var agenda = new Agenda(userId(visit, of), kind);
        var found = tasks.open(visit.caller(), agenda, new Slice((number - 1) * PER_PAGE, PER_PAGE + 1));
        var open = found.stream().limit(PER_PAGE).toList();
        var days = new TaskDays(Times.now(clock), visit.page().zone());
        var midnight = days.today().atStartOfDay(days.zone()).toInstant();
        var done = number == 1 ? tasks.done(visit.caller(), agenda, midnight, PER_PAGE) : List.<LeadTask>of();
        var ids = Stream.concat(open.stream(), done.stream())
                .map(LeadTask::leadId)
                .distinct()
                .toList();
        return new MyTasks(
                of,
                kind,
                days.sections(open),
                done,
                lists.previews(visit.caller(), ids),
                users.all(visit.caller()),
                days,
                number,
                found.size() <= PER_PAGE);
    }

    /** Whoever isn't of the workspace is oneself. */
    private String of(Visit visit) {
        return visit.asked("of")
                .filter(text -> text.equals(MyTasks.TEAM)
                        || text.matches("[1-9][0-9]{0,17}") && users.isKnown(visit.caller(), Long.parseLong(text)))
                .orElse(MyTasks.MINE);
    }

    private static @Nullable Long userId(Visit visit, String of) {
        return switch (of) {
            case MyTasks.MINE -> visit.visitor().userId();
            case MyTasks.TEAM -> null;
            default -> Long.valueOf(of);
        };
    }
}
