package leadhub.home;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.forms.watch.FormHealths;
import leadhub.integrations.IntegrationHealths;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.tasks.OwnTasks;
import org.springframework.stereotype.Component;

/** The home page. */
@Component
class HomePages implements PageRoutes.Provider {
    /** The most urgent ones; the others are a click away. */
    private static final int TASKS = 5;

    private final Home home;
    private final OwnTasks tasks;
    private final IntegrationHealths integrations;
    private final FormHealths forms;
    private final Clock clock;

    HomePages(Home home, OwnTasks tasks, IntegrationHealths integrations, FormHealths forms, Clock clock) {
        this.home = home;
        this.forms = forms;
        this.tasks = tasks;
        this.integrations = integrations;
        this.clock = clock;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/", Role.READ_ONLY, visit -> Reply.redirect("/home"))
                .get("/home", Role.READ_ONLY, this::show)
                .inMenu(10, "home", "nav.home");
    }

    private Reply show(Visit visit) {
        var zone = visit.page().zone();
        return Reply.page(
                "home/show.jte",
                new HomeScreen(
                        home.look(visit.caller(), zone),
                        tasks.open(visit.caller(), new Slice(0, TASKS)),
                        inNeed(visit),
                        visit.page().may(Role.ADMIN) ? forms.inNeed(visit.caller()) : List.of(),
                        LocalDate.ofInstant(clock.instant(), zone),
                        visit.origin()));
    }

    /** Whoever can't do anything about them isn't troubled with them. */
    private List<IntegrationHealths.InNeed> inNeed(Visit visit) {
        return visit.page().may(Role.ADMIN) ? integrations.inNeed(visit.caller()) : List.of();
    }
}
