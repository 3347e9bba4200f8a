package leadhub.automations.pages;

import java.util.Map;
import java.util.Optional;
import leadhub.automations.AutomationDraft;
import leadhub.automations.AutomationDrafts;
import leadhub.automations.Automations;
import leadhub.automations.DraftPublishing;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.runs.RunOverviews;
import leadhub.base.Problem;
import leadhub.base.Role;
import leadhub.leads.pages.CriterionLines;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * The builder: one form, which is sent as a whole with whatever is done to it. What changes is kept as a draft at once; what
 * changes the form itself shows it anew.
 */
@Component
class AutomationBuilderPages implements PageRoutes.Provider {
    private static final String PAGE = "automations/builder.jte";
    private static final String TOO_LARGE = "automations/too-large.jte";
    private static final String PART = "automations/builder-form.jte";

    private final Automations automations;
    private final AutomationDrafts drafts;
    private final DraftPublishing publishing;
    private final RunOverviews runs;
    private final Offers offers;

    AutomationBuilderPages(
            Automations automations,
            AutomationDrafts drafts,
            DraftPublishing publishing,
            RunOverviews runs,
            Offers offers) {
        this.automations = automations;
        this.drafts = drafts;
        this.publishing = publishing;
        this.runs = runs;
        this.offers = offers;
    }

    /** What the form offers. */
    @Component
    record Offers(StepKinds kinds, BuilderChoices.Reader choices, HookScreen.Reader hooks, CriterionLines lines) {}

    @Override
    public void declare(PageRoutes routes) {
        routes.get(AutomationPages.ONE, Role.MANAGER, this::show)
                .post(AutomationPages.ONE, Role.MANAGER, this::change)
                .post(AutomationPages.ONE + "/discard", Role.MANAGER, this::discard)
                .post(AutomationPages.ONE + "/rotate", Role.MANAGER, this::rotate)
                .getPart(AutomationPages.ALL + "/condition", Role.MANAGER, this::condition);
    }

    private Reply show(Visit visit) {
        var known = automations.get(visit.caller(), visit.id(0));
        var draft = drafts.open(visit.caller(), known);
        var isChecked = visit.asked("check").isPresent();
        var template = BuilderSize.fits(offers.kinds(), draft.body()) ? PAGE : TOO_LARGE;
        return Reply.page(template, screen(visit, known, draft, new Look(draft.body(), isChecked, false, "")));
    }

    /** How the form is shown. */
    private record Look(ObjectNode body, boolean isChecked, boolean isOutdated, String focus) {}

    private BuilderScreen screen(Visit visit, Known known, AutomationDraft draft, Look look) {
        var caller = visit.caller();
        var id = known.automation().id();
        var problems = publishing.problems(caller, id, look.body());
        return new BuilderScreen(
                known.automation(),
                draft,
                new BuilderScreen.Shown(
                        look.body(),
                        problems,
                        look.isChecked(),
                        // What would write over somebody else's is only the button that says so.
                        look.isOutdated() ? visit.field("token") : draft.token(),
                        look.isOutdated(),
                        look.focus()),
                new BuilderScreen.Offer(
                        offers.kinds(),
                        offers.choices().read(caller),
                        offers.hooks()
                                .read(
                                        visit,
                                        known,
                                        look.body().path("trigger").path("type").asString(""))
                                .orElse(null)),
                known.automation().runsCount() == 0 ? Map.of() : runs.steps(caller, id));
    }

    private Reply change(Visit visit) {
        var known = automations.get(visit.caller(), visit.id(0));
        var asked = visit.field("op").split(":", 2);
        var verb = asked[0];
        if (verb.equals("undo")) {
            return undone(visit, known);
        }
        var body = body(visit);
        var tree = new DraftTree(body);
        var focus = verb.equals("drag")
                ? drag(visit, tree)
                : BuilderFormReader.apply(tree, verb, asked.length < 2 ? "" : asked[1]);
        var isChecked = !visit.field("checked").isEmpty() || verb.equals("publish");
        // What was kept has to come back as a form.
        if (!BuilderSize.fits(offers.kinds(), body)) {
            throw new Problem.TooLarge().exception();
        }
        var saved = drafts.save(
                visit.caller(),
                visit.id(0),
                verb.equals("overwrite") && asked.length > 1 ? asked[1] : visit.field("token"),
                body);
        if (saved.isEmpty()) {
            return outdated(visit, known, body, isChecked);
        }
        if (verb.equals("publish")) {
            return publish(visit, known, saved.get());
        }
        return verb.isEmpty() && visit.isPart()
                ? Reply.page("automations/saved.jte", saved.get()).with("HX-Reswap", "none")
                : shown(visit, known, saved.get(), isChecked, focus);
    }

    private ObjectNode body(Visit visit) {
        return new BuilderFormReader(visit, offers.kinds(), offers.choices().fields(visit.caller())).read();
    }

    private static String drag(Visit visit, DraftTree tree) {
        var index = visit.field("drag_index");
        if (index.matches("[0-9]{1,3}")) {
            new DraftEdits(tree).move(visit.field("drag_step"), visit.field("drag_list"), Integer.parseInt(index));
        }
        return "";
    }

    private Reply publish(Visit visit, Known known, AutomationDraft draft) {
        var screen = screen(visit, known, draft, new Look(draft.body(), true, false, ""));
        return screen.isUnfit()
                ? again(visit, known, draft, new Look(draft.body(), true, false, "problems"))
                : Reply.redirect(screen.path() + "/publish");
    }

    private Reply undone(Visit visit, Known known) {
        Optional<AutomationDraft> undone = drafts.undo(visit.caller(), visit.id(0), visit.field("token"));
        if (undone.isEmpty()) {
            return outdated(visit, known, body(visit), false);
        }
        return shown(visit, known, undone.get(), !visit.field("checked").isEmpty(), "");
    }

    private Reply shown(Visit visit, Known known, AutomationDraft draft, boolean isChecked, String focus) {
        if (!visit.isPart()) {
            return Reply.redirect(AutomationPages.path(known.automation().id()) + (isChecked ? "?check=1" : ""));
        }
        return Reply.page(PART, screen(visit, known, draft, new Look(draft.body(), isChecked, false, focus)));
    }

    /** What was sent, which isn't kept, and how it differs from what somebody else has saved. */
    private Reply outdated(Visit visit, Known known, ObjectNode body, boolean isChecked) {
        var theirs = drafts.open(visit.caller(), known);
        drafts.forgetTyped(body, theirs);
        return again(visit, known, theirs, new Look(body, isChecked, true, ""));
    }

    /** With what speaks against it. */
    private Reply again(Visit visit, Known known, AutomationDraft draft, Look look) {
        return Reply.refused(visit.isPart() ? PART : PAGE, screen(visit, known, draft, look));
    }

    private Reply discard(Visit visit) {
        var known = automations.get(visit.caller(), visit.id(0));
        var isDiscarded = drafts.discard(visit.caller(), visit.id(0), visit.field("token"));
        return Reply.redirect(AutomationPages.path(known.automation().id()))
                .saying(isDiscarded ? "automations.discarded" : "automations.not-discarded");
    }

    private Reply rotate(Visit visit) {
        var known = automations.rotate(visit.caller(), visit.id(0));
        return Reply.redirect(AutomationPages.path(known.automation().id())).saying("automations.rotated");
    }

    /** A line of a list of conditions, while it is being filled in. */
    private Reply condition(Visit visit) {
        var above = visit.asked("above")
                .filter(text -> text.matches("[1-9][0-9]{2,4}"))
                .orElse("100");
        var fields = offers.choices().fields(visit.caller());
        return Reply.page("automations/condition.jte", offers.lines().read(visit, fields, Integer.parseInt(above)));
    }
}
