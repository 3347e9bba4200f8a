package leadhub.automations.pages;

import java.util.List;
import java.util.Set;
import leadhub.automations.AutomationDrafts;
import leadhub.automations.Automations;
import leadhub.automations.DraftPublishing;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.ShownDefinitions;
import leadhub.automations.WaitingRuns;
import leadhub.automations.runs.Runs;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Publishing a draft: what becomes of runs that wait, and whether the automation is switched on. */
@Component
class PublishPages implements PageRoutes.Provider {
    private static final String PUBLISH = AutomationPages.ONE + "/publish";

    private final Automations automations;
    private final AutomationDrafts drafts;
    private final DraftPublishing publishing;
    private final Runs runs;
    private final ShownDefinitions shown;

    PublishPages(
            Automations automations,
            AutomationDrafts drafts,
            DraftPublishing publishing,
            Runs runs,
            ShownDefinitions shown) {
        this.automations = automations;
        this.drafts = drafts;
        this.publishing = publishing;
        this.runs = runs;
        this.shown = shown;
    }

    /** What it does from then on may leave the workspace, so that the password is asked for. */
    @Override
    public void declare(PageRoutes routes) {
        routes.getProven(PUBLISH, Role.MANAGER, this::ask).postProven(PUBLISH, Role.MANAGER, this::publish);
    }

    private Reply ask(Visit visit) {
        var known = automations.get(visit.caller(), visit.id(0));
        var draft = drafts.open(visit.caller(), known);
        var problems = publishing.problems(visit.caller(), visit.id(0), draft.body());
        if (BuilderScreen.isUnfit(problems)) {
            return Reply.redirect(AutomationPages.path(visit.id(0)) + "?check=1");
        }
        var waiting = waiting(visit.caller(), known, draft.body());
        return Reply.page(
                "automations/publish.jte",
                new PublishScreen(known.automation(), draft, waiting, missingTags(draft.body(), problems.keySet())));
    }

    private List<PublishScreen.Waiting> waiting(Caller caller, Known known, ObjectNode body) {
        var before = new DraftTree(
                of(shown.steps(caller, known.definition().program().steps())));
        var after = new DraftTree(body.deepCopy());
        return runs
                .waiting(caller, publishing.preview(caller, known.automation().id(), body))
                .stream()
                .map(one -> new PublishScreen.Waiting(
                        before.step(one.stepId()),
                        one.runs(),
                        one.movesTo() == null ? null : after.step(one.movesTo()),
                        one.stepId().equals(one.movesTo())))
                .toList();
    }

    private static ObjectNode of(ArrayNode steps) {
        var body = Json.MAPPER.createObjectNode();
        body.set("steps", steps);
        return body;
    }

    /** The names of the tags that would have to be made. */
    private static List<String> missingTags(ObjectNode body, Set<String> problems) {
        return problems.stream()
                .map(path -> body.at("/" + path.replace('.', '/')).asString(""))
                .filter(name -> !name.isBlank())
                .distinct()
                .sorted()
                .toList();
    }

    private Reply publish(Visit visit) {
        var id = visit.id(0);
        var how = new DraftPublishing.Publishing(
                waiting(visit.field("waiting")), !visit.field("create_tags").isEmpty());
        try {
            var turnsOn = !visit.field("turn_on").isEmpty();
            var published = publishing.publish(visit.caller(), id, visit.field("token"), turnsOn, how);
            return published.isEmpty()
                    ? Reply.redirect(AutomationPages.path(id) + "/publish").saying("automations.changed-meanwhile")
                    : Reply.redirect(AutomationPages.path(id)).saying("automations.published");
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid) {
                return Reply.redirect(AutomationPages.path(id) + "?check=1").saying("automations.cant-run");
            }
            throw e;
        }
    }

    private static WaitingRuns waiting(String word) {
        return switch (word) {
            case "move" -> WaitingRuns.MOVE;
            case "stop" -> WaitingRuns.STOP;
            default -> WaitingRuns.KEEP;
        };
    }
}
