package leadhub.integrations.pages;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Seal;
import leadhub.base.Slice;
import leadhub.intake.IntakeTotals;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationHealths;
import leadhub.integrations.IntegrationReader;
import leadhub.integrations.IntegrationType;
import leadhub.integrations.IntegrationTypes;
import leadhub.integrations.Integrations;
import leadhub.integrations.TypeField;
import leadhub.integrations.help.HelpPages;
import leadhub.panel.InUse;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Settings → Integrations: what is connected, what can be, and connecting it. */
@Component
class IntegrationPages implements PageRoutes.Provider {
    static final String ALL = "/settings/integrations";
    static final String ONE = ALL + "/{id}";

    private final Integrations integrations;
    private final IntegrationTypes types;
    private final IntegrationReader reader;
    private final Health health;
    private final Parts parts;

    /** How they do. */
    @Component
    record Health(IntegrationHealths healths, IntakeTotals totals) {}

    /** What the pages are made of besides. */
    @Component
    record Parts(TargetChoices choices, HelpPages help, Seal seal) {}

    IntegrationPages(
            Integrations integrations, IntegrationTypes types, IntegrationReader reader, Health health, Parts parts) {
        this.integrations = integrations;
        this.types = types;
        this.reader = reader;
        this.health = health;
        this.parts = parts;
    }

    /** What an integration is told in confidence could be sent elsewhere by it, so that changing it is asked for with the password. */
    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.ADMIN, this::list)
                .inSettings(263, "settings", "integrations.title")
                .inPalette(34, "plug-connected", "integrations.connect")
                .getProven(ALL + "/new", Role.ADMIN, this::blank)
                .postProven(ALL, Role.ADMIN, this::create)
                .getProven(ONE + "/edit", Role.ADMIN, this::edit)
                .postProven(ONE, Role.ADMIN, this::change)
                .postProven(ONE + "/rotate", Role.ADMIN, this::rotate)
                .post(ONE + "/pause", Role.ADMIN, visit -> pause(visit, true))
                .post(ONE + "/resume", Role.ADMIN, visit -> pause(visit, false))
                .post(ONE + "/delete", Role.ADMIN, this::delete);
    }

    private Reply list(Visit visit) {
        var caller = visit.caller();
        var gallery = Gallery.of(visit.page(), types, visit.asked("search").orElse(""));
        if (visit.isPart()) {
            return Reply.page("integrations/gallery.jte", gallery);
        }
        var all = integrations.list(caller, new Slice(0, Integration.MOST)).items();
        var healths = health.healths().of(caller, all);
        var totals = health.totals()
                .of(caller.workspaceId(), all.stream().map(Integration::id).toList());
        var lines = all.stream()
                .map(one -> new IntegrationList.Line(
                        one,
                        types.get(one.terms().type()),
                        Objects.requireNonNull(healths.get(one.id())),
                        Objects.requireNonNull(totals.get(one.id())).newLeads()))
                .toList();
        return Reply.page(
                "integrations/list.jte",
                new IntegrationList(lines, gallery, parts.seal().isReady()));
    }

    /** Of the first type, unless another one is asked for. */
    private Reply blank(Visit visit) {
        var type = visit.asked("type")
                .flatMap(types::find)
                .orElseGet(() -> types.all().getFirst());
        return Reply.page(
                "integrations/form.jte",
                IntegrationForm.empty(
                        type,
                        reader.usualPolicy(visit.caller()),
                        parts.choices().of(visit.caller())));
    }

    private Reply create(Visit visit) {
        var type = types.find(visit.field("type"))
                .orElseThrow(() -> Problem.invalid("type", Refusal.of("in")).exception());
        try {
            var body = IntegrationFormReader.body(visit, type, true);
            var made = integrations.create(visit.caller(), reader.create(visit.caller(), body));
            if (!type.hasUrl()) {
                return Reply.redirect(path(made)).saying("settings.saved");
            }
            var ours = type.fields().stream()
                    .filter(TypeField::isOurs)
                    .map(TypeField::key)
                    .toList();
            // No redirect, because secrets are shown on this page only.
            return Reply.page("integrations/made.jte", made(visit, type, made, ours, true))
                    .once(path(made), "integrations.made-already");
        } catch (ProblemException e) {
            return again(visit, type, null, problems(e));
        }
    }

    private MadeIntegration made(
            Visit visit, IntegrationType type, Integration made, List<String> keys, boolean isNew) {
        var help = parts.help().of(type.about().key()).orElse(null);
        return new MadeIntegration(
                made,
                type,
                MadeIntegration.secrets(type, made, keys),
                isNew,
                new MadeIntegration.ConnectSteps(type, made.url(visit.origin()), help),
                new Arrival(made, null));
    }

    private Reply edit(Visit visit) {
        var integration = integrations.get(visit.caller(), visit.id(0));
        var type = types.get(integration.terms().type());
        return Reply.page(
                "integrations/form.jte",
                IntegrationForm.of(
                        visit.page(), type, integration, parts.choices().of(visit.caller())));
    }

    private Reply change(Visit visit) {
        var integration = integrations.get(visit.caller(), visit.id(0));
        var type = types.get(integration.terms().type());
        try {
            var body = IntegrationFormReader.body(visit, type, false);
            var changed = integrations.change(
                    visit.caller(), integration.id(), before -> reader.change(body, before.terms()));
            var renewed = type.fields().stream()
                    .map(TypeField::key)
                    .filter(key -> !visit.field("renew." + key).isEmpty())
                    .toList();
            var screen = made(visit, type, changed, renewed, false);
            return screen.secrets().isEmpty()
                    ? Reply.redirect(path(changed)).saying("settings.saved")
                    : Reply.page("integrations/made.jte", screen);
        } catch (ProblemException e) {
            return again(visit, type, integration, problems(e));
        }
    }

    private Reply again(
            Visit visit, IntegrationType type, @Nullable Integration integration, Map<String, List<Refusal>> problems) {
        var choices = parts.choices().of(visit.caller());
        return Reply.refused(
                "integrations/form.jte", IntegrationFormReader.again(visit, type, integration, choices, problems));
    }

    static Map<String, List<Refusal>> problems(ProblemException e) {
        if (e.problem() instanceof Problem.Invalid(var errors)) {
            return errors;
        }
        throw e;
    }

    private Reply rotate(Visit visit) {
        var rotated = integrations.rotate(visit.caller(), visit.id(0));
        return Reply.redirect(path(rotated)).saying("integrations.rotated");
    }

    private Reply pause(Visit visit, boolean isPaused) {
        var changed = integrations.change(
                visit.caller(), visit.id(0), before -> before.terms().paused(isPaused));
        return Reply.redirect(path(changed)).saying(isPaused ? "integrations.paused" : "integrations.resumed");
    }

    private Reply delete(Visit visit) {
        var integration = integrations.get(visit.caller(), visit.id(0));
        return InUse.ask(visit, path(integration), () -> {
            integrations.delete(visit.caller(), integration.id(), InUse.isForced(visit));
            return Reply.redirect(ALL)
                    .saying("integrations.deleted", integration.terms().name());
        });
    }

    static String path(Integration integration) {
        return ALL + "/" + integration.id();
    }
}
