package leadhub.automations.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import leadhub.automations.Automations;
import leadhub.automations.Definition;
import leadhub.automations.KnownAutomations;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.ShownDefinitions;
import leadhub.automations.runs.DryRuns;
import leadhub.automations.runs.RunOverviews;
import leadhub.automations.runs.RunStep;
import leadhub.automations.runs.Runs;
import leadhub.automations.steps.Step;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.conditions.ConditionFields;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What automations did: their runs, and each step of one. */
@Component
class RunPages implements PageRoutes.Provider {
    private static final String ALL = AutomationPages.ONE + "/runs";
    private static final String ONE = ALL + "/{run}";
    private static final int PER_PAGE = 50;

    private final Automations automations;
    private final Runs runs;
    private final RunOverviews overviews;
    private final DryRuns dryRuns;
    private final Around around;

    RunPages(Automations automations, Runs runs, RunOverviews overviews, DryRuns dryRuns, Around around) {
        this.automations = automations;
        this.runs = runs;
        this.overviews = overviews;
        this.dryRuns = dryRuns;
        this.around = around;
    }

    /** What is shown with runs. */
    @Component
    record Around(KnownAutomations known, ShownDefinitions shown, Leads leads, ConditionFields fields) {}

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.MANAGER, this::list)
                .get(ONE, Role.MANAGER, this::show)
                .post(ALL + "/retry", Role.MANAGER, this::retryAll)
                .post(ONE + "/retry", Role.MANAGER, this::retry)
                .post(ONE + "/cancel", Role.MANAGER, this::cancel)
                .post("/leads/{id}/automations/start", Role.MANAGER, this::start);
    }

    private Reply list(Visit visit) {
        var known = automations.get(visit.caller(), visit.id(0));
        var query = RunQuery.of(visit);
        var before = visit.asked("before")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
        var found = query.isWrong()
                ? List.<leadhub.automations.runs.RunLine>of()
                : overviews.list(visit.caller(), visit.id(0), query.filter(), before.orElse(null), PER_PAGE + 1);
        var shown = found.stream().limit(PER_PAGE).toList();
        var older = found.size() > PER_PAGE ? shown.getLast().run().id() : 0;
        return Reply.page(
                "automations/runs.jte", new RunList(known.automation(), query, shown, before.isPresent(), older));
    }

    private Reply show(Visit visit) {
        var known = automations.get(visit.caller(), visit.id(0));
        var whole = runs.get(visit.caller(), visit.id(0), visit.id(1));
        var run = whole.run();
        var definition = around.known()
                .version(visit.caller().workspaceId(), run.automationId(), run.version())
                .orElse(known.definition());
        var way = new RunScreen.Way(
                run.status(),
                run.reason(),
                taken(visit.caller(), definition, whole.steps()),
                run.status().isOver() ? List.of() : next(visit.caller(), definition, whole.steps()));
        return Reply.page(
                "automations/run.jte",
                new RunScreen(
                        known.automation(),
                        run,
                        lead(visit.caller(), run.leadId()).orElse(null),
                        way,
                        around.fields().all(visit.caller())));
    }

    private Optional<Lead> lead(Caller caller, long id) {
        try {
            return Optional.of(around.leads().get(caller, id));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.NotFound) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private List<RunScreen.Taken> taken(Caller caller, Definition definition, List<RunStep> steps) {
        return steps.stream()
                .map(step -> new RunScreen.Taken(
                        step,
                        definition
                                .program()
                                .find(step.stepId())
                                .map(known -> shown(caller, known))
                                .orElse(null)))
                .toList();
    }

    private JsonNode shown(Caller caller, Step step) {
        return around.shown().steps(caller, List.of(step)).get(0);
    }

    /** What comes behind the step that it is at; into a branch nobody sees. */
    private List<JsonNode> next(Caller caller, Definition definition, List<RunStep> steps) {
        var program = definition.program();
        var next = new ArrayList<JsonNode>();
        var step = steps.isEmpty()
                ? program.first()
                : program.find(steps.getLast().stepId()).flatMap(program::after);
        while (step.isPresent()) {
            next.add(shown(caller, step.get()));
            step = program.after(step.get());
        }
        return next;
    }

    private Reply retryAll(Visit visit) {
        var known = automations.get(visit.caller(), visit.id(0));
        var retried = runs.retryAll(visit.caller(), visit.id(0));
        return Reply.redirect(AutomationPages.path(known.automation().id()) + "/runs")
                .saying("automations.retried-all", retried);
    }

    private Reply retry(Visit visit) {
        runs.retry(visit.caller(), visit.id(0), visit.id(1));
        return Reply.redirect(path(visit)).saying("automations.retried");
    }

    private Reply cancel(Visit visit) {
        runs.cancel(visit.caller(), visit.id(0), visit.id(1));
        return Reply.redirect(path(visit)).saying("automations.stopped");
    }

    private static String path(Visit visit) {
        return AutomationPages.path(visit.id(0)) + "/runs/" + visit.id(1);
    }

    /** Starts one for a lead, or shows what it would do. */
    private Reply start(Visit visit) {
        var lead = around.leads().get(visit.caller(), visit.id(0));
        var wanted = visit.field("automation");
        if (!wanted.matches("[0-9]{1,18}")) {
            return Reply.redirect("/leads/" + lead.id() + "/automations").saying("automations.choose-first");
        }
        var known = automations.get(visit.caller(), Long.parseLong(wanted));
        if (!visit.field("dry").isEmpty()) {
            return dry(visit, known, lead);
        }
        var run = runs.start(visit.caller(), known, lead.id());
        return Reply.redirect(AutomationPages.path(known.automation().id()) + "/runs/"
                        + run.run().id())
                .saying("automations.started", known.automation().name());
    }

    private Reply dry(Visit visit, Known known, Lead lead) {
        var outcome = dryRuns.run(visit.caller(), known, lead.id());
        var way = new RunScreen.Way(
                outcome.status(),
                outcome.reason(),
                taken(visit.caller(), known.definition(), outcome.steps()),
                List.of());
        return Reply.page(
                "automations/run.jte",
                new RunScreen(
                        known.automation(), null, lead, way, around.fields().all(visit.caller())));
    }
}
