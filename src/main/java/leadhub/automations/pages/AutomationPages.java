package leadhub.automations.pages;

import java.time.Clock;
import java.time.LocalDate;
import leadhub.automations.Automation;
import leadhub.automations.AutomationChange;
import leadhub.automations.AutomationDrafts;
import leadhub.automations.Automations;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.References;
import leadhub.automations.ShownDefinitions;
import leadhub.automations.WaitingRuns;
import leadhub.automations.runs.RunOverviews;
import leadhub.automations.runs.RunOverviews.Counts;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** All automations: what each does, how it goes, and whether it is switched on. */
@Component
class AutomationPages implements PageRoutes.Provider {
    static final String ALL = "/automations";
    static final String ONE = ALL + "/{id}";

    private final Automations automations;
    private final AutomationDrafts drafts;
    private final RunOverviews runs;
    private final Shown shown;
    private final Clock clock;

    AutomationPages(Automations automations, AutomationDrafts drafts, RunOverviews runs, Shown shown, Clock clock) {
        this.automations = automations;
        this.drafts = drafts;
        this.runs = runs;
        this.shown = shown;
        this.clock = clock;
    }

    /** What is said of each. */
    @Component
    record Shown(ShownDefinitions definitions, References references, Recipes recipes) {}

    static String path(long id) {
        return ALL + "/" + id;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.MANAGER, this::list)
                .inMenu(45, "bolt", "automations.title")
                .post(ALL, Role.MANAGER, this::create)
                .post(ONE + "/on", Role.MANAGER, visit -> turn(visit, true))
                .post(ONE + "/off", Role.MANAGER, visit -> turn(visit, false))
                .post(ONE + "/delete", Role.MANAGER, this::delete);
    }

    private Reply list(Visit visit) {
        var caller = visit.caller();
        var today = LocalDate.ofInstant(Times.now(clock), visit.page().zone())
                .atStartOfDay(visit.page().zone())
                .toInstant();
        var counts = runs.counts(caller, today);
        var drafted = drafts.drafted(caller);
        var lines = automations.list(caller, new Slice(0, Automation.MOST)).items().stream()
                .map(one -> line(
                        caller,
                        one,
                        counts.getOrDefault(one.automation().id(), Counts.NONE),
                        drafted.contains(one.automation().id())))
                .toList();
        return Reply.page(
                "automations/list.jte",
                new AutomationList(lines, shown.recipes().offered(caller)));
    }

    private AutomationList.Line line(Caller caller, Known known, Counts counts, boolean isDrafted) {
        var definition = known.definition();
        return new AutomationList.Line(
                known.automation(),
                new AutomationList.Sentence(
                        shown.definitions().trigger(caller, definition.trigger()),
                        shown.definitions().steps(caller, definition.program().steps())),
                counts,
                !shown.references().missing(caller, definition).isEmpty(),
                isDrafted);
    }

    /** One that does nothing yet, or what a recipe says; either way it opens in the builder. */
    private Reply create(Visit visit) {
        var recipe = shown.recipes().find(visit.field("recipe"));
        var name = visit.page().say(recipe.map(Recipe::title).orElse("automations.new-name"));
        var trigger = recipe.map(one -> one.trigger(visit))
                .orElseGet(() -> Json.MAPPER.createObjectNode().put("type", "lead_created"));
        var steps = recipe.map(one -> one.steps(visit)).orElseGet(Json.MAPPER::createArrayNode);
        var wanted = new AutomationChange(
                Change.set(name),
                Change.keep(),
                Change.set(false),
                Change.set(trigger),
                Change.set(steps),
                recipe.map(one -> Change.set(one.reEntry())).orElseGet(Change::keep),
                Change.keep(),
                Change.keep());
        try {
            var made = automations.create(visit.caller(), wanted, true);
            return Reply.redirect(path(made.automation().id()));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid) {
                return Reply.redirect(ALL).saying("automations.choose-first");
            }
            throw e;
        }
    }

    /** One that can't run opens in the builder, which says why. */
    private Reply turn(Visit visit, boolean isOn) {
        var id = visit.id(0);
        var waiting = visit.field("waiting").equals("stop") ? WaitingRuns.STOP : WaitingRuns.KEEP;
        var change = new AutomationChange(
                Change.keep(),
                Change.keep(),
                Change.set(isOn),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep());
        try {
            automations.change(visit.caller(), id, change, false, waiting);
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid) {
                return Reply.redirect(path(id) + "?check=1").saying("automations.cant-run");
            }
            throw e;
        }
        return Reply.redirect(ALL).saying(isOn ? "automations.turned-on" : "automations.turned-off");
    }

    private Reply delete(Visit visit) {
        var known = automations.get(visit.caller(), visit.id(0));
        automations.delete(visit.caller(), visit.id(0));
        return Reply.redirect(ALL)
                .saying("automations.deleted", known.automation().name());
    }
}
