package leadhub.integrations.pages;

import java.util.List;
import java.util.Map;
import leadhub.base.Caller;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.fields.Fields;
import leadhub.intake.IntakeEntry;
import leadhub.intake.IntakeFilter;
import leadhub.intake.IntakeLedger;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationPreview;
import leadhub.integrations.IntegrationReader;
import leadhub.integrations.IntegrationTypes;
import leadhub.integrations.Integrations;
import leadhub.integrations.mapping.Mapping;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What of what comes in goes where, and what that would make of a sample. */
@Component
class MappingPages implements PageRoutes.Provider {
    private static final String ONE = IntegrationPages.ONE + "/mapping";
    private static final int SAMPLES = 10;

    private final Integrations integrations;
    private final IntegrationTypes types;
    private final IntegrationReader reader;
    private final Fields fields;
    private final Samples samples;

    /** What a mapping can be tried on. */
    @Component
    record Samples(IntakeLedger ledger, IntegrationPreview preview) {}

    MappingPages(
            Integrations integrations,
            IntegrationTypes types,
            IntegrationReader reader,
            Fields fields,
            Samples samples) {
        this.integrations = integrations;
        this.types = types;
        this.reader = reader;
        this.fields = fields;
        this.samples = samples;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ONE, Role.ADMIN, this::show)
                .post(ONE, Role.ADMIN, this::change)
                .post(ONE + "/preview", Role.ADMIN, this::preview)
                .getPart(IntegrationPages.ALL + "/mapping-line", Role.ADMIN, this::line);
    }

    private MappingLine.Choices choices(Caller caller) {
        return new MappingLine.Choices(Mapping.targets(), fields.all(caller));
    }

    /** As it is; or the usual one of the type, which isn't saved before somebody does. */
    private Reply show(Visit visit) {
        var integration = integrations.get(visit.caller(), visit.id(0));
        var isUsual = visit.asked("usual").isPresent();
        var entries = isUsual
                ? types.get(integration.terms().type()).usualMapping()
                : integration.terms().mapping().entries();
        var lines = MappingFormReader.lines(entries, choices(visit.caller()));
        return Reply.page("integrations/mapping.jte", screen(visit, integration, lines, isUsual, null));
    }

    private MappingScreen screen(
            Visit visit,
            Integration integration,
            List<MappingLine> lines,
            boolean isUsual,
            MappingScreen.@Nullable Shown shown) {
        var choices = choices(visit.caller());
        var latest = latest(visit, integration);
        var chosen = visit.field("intake_id");
        var sample = new MappingScreen.Sample(latest, chosen, visit.field("sample"));
        var paths = latest.isEmpty()
                ? List.<String>of()
                : samples.preview()
                        .paths(visit.caller(), integration, latest.getFirst().id());
        return new MappingScreen(
                integration, MappingFormReader.withBlanks(lines, choices), choices, isUsual, sample, paths, shown);
    }

    private List<IntakeEntry> latest(Visit visit, Integration integration) {
        var source = types.get(integration.terms().type()).source();
        var filter = IntakeFilter.of(source, integration.id());
        return samples.ledger()
                .list(visit.caller(), filter, new Slice(0, SAMPLES))
                .items();
    }

    private Reply change(Visit visit) {
        var integration = integrations.get(visit.caller(), visit.id(0));
        var lines = MappingFormReader.lines(visit, choices(visit.caller()));
        try {
            var body = new Input(MappingFormReader.body(lines));
            integrations.change(visit.caller(), integration.id(), before -> reader.change(body, before.terms()));
            return Reply.redirect(IntegrationPages.path(integration)).saying("integrations.mapping-saved");
        } catch (ProblemException e) {
            return again(visit, integration, lines, IntegrationPages.problems(e));
        }
    }

    private Reply again(
            Visit visit, Integration integration, List<MappingLine> lines, Map<String, List<Refusal>> problems) {
        var marked = MappingFormReader.withProblems(lines, problems);
        return Reply.refused("integrations/mapping.jte", screen(visit, integration, marked, false, null));
    }

    /** Of the form as it is, saved or not. */
    private Reply preview(Visit visit) {
        var integration = integrations.get(visit.caller(), visit.id(0));
        var lines = MappingFormReader.lines(visit, choices(visit.caller()));
        try {
            var shown = shown(visit, integration, lines);
            return visit.isPart()
                    ? Reply.page("integrations/preview.jte", shown)
                    : Reply.page("integrations/mapping.jte", screen(visit, integration, lines, false, shown));
        } catch (ProblemException e) {
            var problems = IntegrationPages.problems(e);
            return visit.isPart()
                    ? Reply.page("integrations/preview.jte", wrong(visit, "integrations.preview-lines"))
                    : again(visit, integration, lines, problems);
        }
    }

    private MappingScreen.Shown shown(Visit visit, Integration integration, List<MappingLine> lines) {
        var body = MappingFormReader.body(lines);
        var text = visit.field("sample");
        if (!text.isBlank()) {
            try {
                body.set("payload", samples.preview().payload(integration, text));
            } catch (ProblemException e) {
                return wrong(visit, "integrations.preview-unreadable");
            }
        } else if (visit.field("intake_id").matches("[0-9]{1,18}")) {
            body.put("intake_id", Long.parseLong(visit.field("intake_id")));
        } else {
            return wrong(visit, "integrations.preview-nothing");
        }
        var preview = samples.preview().of(visit.caller(), integration, new Input(body));
        return new MappingScreen.Shown(preview, null, fields.all(visit.caller()));
    }

    private MappingScreen.Shown wrong(Visit visit, String message) {
        return new MappingScreen.Shown(null, message, fields.all(visit.caller()));
    }

    /** A line more. */
    private Reply line(Visit visit) {
        var number = visit.query().names().stream()
                .filter(name -> name.matches("from[.][1-9][0-9]{0,2}"))
                .mapToInt(name -> Integer.parseInt(name.substring("from.".length())))
                .max()
                .orElse(0);
        return Reply.page("integrations/mapping-line.jte", MappingLine.empty(number + 1, choices(visit.caller())));
    }
}
