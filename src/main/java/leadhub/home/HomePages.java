package leadhub.home;

import java.util.List;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.forms.watch.FormHealths;
import leadhub.integrations.IntegrationHealths;
import leadhub.leads.LeadTakes;
import leadhub.leads.lists.LeadFigures;
import leadhub.leads.pages.LeadEdits;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.users.Users;
import org.springframework.stereotype.Component;

/** The home page: what is seen at once, what stands further down, and leads that somebody takes. */
@Component
class HomePages implements PageRoutes.Provider {
    private static final String HOME = "/home";
    private static final int WAITING = 6;

    private final Home home;
    private final LeadFigures leads;
    private final LeadTakes takes;
    private final LeadEdits edits;
    private final Users users;
    private final HomeTasks tasks;
    private final FirstSteps steps;
    private final Troubles troubles;
    private final IntegrationHealths integrations;
    private final FormHealths forms;

    // Ten, for the page brings everything together.
    @SuppressWarnings("TooManyParameters")
    HomePages(
            Home home,
            LeadFigures leads,
            LeadTakes takes,
            LeadEdits edits,
            Users users,
            HomeTasks tasks,
            FirstSteps steps,
            Troubles troubles,
            IntegrationHealths integrations,
            FormHealths forms) {
        this.home = home;
        this.leads = leads;
        this.takes = takes;
        this.edits = edits;
        this.users = users;
        this.tasks = tasks;
        this.steps = steps;
        this.troubles = troubles;
        this.integrations = integrations;
        this.forms = forms;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/", Role.READ_ONLY, visit -> Reply.redirect(HOME))
                .get(HOME, Role.READ_ONLY, this::show)
                .inMenu(10, "home", "nav.home")
                .getPart(HOME + "/late", Role.READ_ONLY, this::late)
                .post("/leads/{id}/take", Role.AGENT, this::take)
                .post(HOME + "/steps/dismiss", Role.ADMIN, this::dismiss)
                .post(HOME + "/steps/show", Role.ADMIN, this::showAgain);
    }

    private Reply show(Visit visit) {
        var isAdmin = visit.page().may(Role.ADMIN);
        var caller = visit.caller();
        return Reply.page(
                "home/show.jte",
                new HomeScreen(
                        home.look(caller, visit.page().zone(), visit.visitor().currency()),
                        tasks.shown(visit),
                        leads.waiting(caller, WAITING),
                        isAdmin ? steps.of(caller) : null,
                        // Whoever can't do anything about them isn't troubled with them.
                        isAdmin ? integrations.inNeed(caller) : List.of(),
                        isAdmin ? forms.inNeed(caller) : List.of(),
                        visit.origin()));
    }

    private Reply late(Visit visit) {
        return Reply.page(
                "home/late.jte",
                new HomeLate(home.further(visit.caller(), visit.page().zone()), troubles.of(visit)));
    }

    private Reply take(Visit visit) {
        var caller = visit.caller();
        try {
            var taken = takes.take(caller, visit.id(0));
            return edits.reply(
                    visit,
                    new LeadEdits.Edit(taken.before(), taken.after()),
                    () -> waiting(visit),
                    Reply.redirect(HOME));
        } catch (ProblemException e) {
            if (!(e.problem() instanceof Problem.Conflict) && !(e.problem() instanceof Problem.NotFound)) {
                throw e;
            }
            var who = takes.takenBy(caller, visit.id(0)).orElseThrow(() -> e);
            return waiting(visit).saying("home.taken", name(visit, who));
        }
    }

    private Reply waiting(Visit visit) {
        return visit.isPart()
                ? Reply.page("home/waiting.jte", leads.waiting(visit.caller(), WAITING))
                : Reply.redirect(HOME);
    }

    private String name(Visit visit, long userId) {
        return users.find(visit.caller(), userId)
                .map(user -> user.name())
                .orElseGet(() -> visit.page().say("home.somebody"));
    }

    private Reply dismiss(Visit visit) {
        steps.dismiss(visit.caller());
        return Reply.redirect(HOME).sayingWithUndo(HOME + "/steps/show", "home.steps.dismissed");
    }

    private Reply showAgain(Visit visit) {
        steps.showAgain(visit.caller());
        return Reply.redirect(HOME).saying("undone");
    }
}
