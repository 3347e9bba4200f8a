package leadhub.integrations.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.Unicode;
import leadhub.fields.Fields;
import leadhub.intake.IntakeEntry;
import leadhub.intake.IntakeFilter;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationPreview;
import leadhub.integrations.IntegrationTypes;
import leadhub.integrations.Integrations;
import leadhub.integrations.leadmails.LabeledText;
import leadhub.integrations.leadmails.LeadMail;
import leadhub.integrations.leadmails.LeadMailRules;
import leadhub.integrations.leadmails.LeadMailType;
import leadhub.integrations.mapping.JsonPaths;
import leadhub.integrations.mapping.Mapping;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Which senders' emails tell of leads: learnt from one of them, or from a text that is pasted, and tried on the latest ones. */
@Component
class LeadMailPages implements PageRoutes.Provider {
    private static final String ALL = IntegrationPages.ONE + "/lead-mails";
    private static final String FORM = "integrations/lead-mail.jte";
    /** So many of the latest emails are looked at. */
    private static final int LOOKED_AT = 20;

    private static final int TRIED = 5;

    private final Integrations integrations;
    private final IntegrationTypes types;
    private final LeadMailRules rules;
    private final Fields fields;
    private final MappingPages.Samples samples;

    LeadMailPages(
            Integrations integrations,
            IntegrationTypes types,
            LeadMailRules rules,
            Fields fields,
            MappingPages.Samples samples) {
        this.integrations = integrations;
        this.types = types;
        this.rules = rules;
        this.fields = fields;
        this.samples = samples;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.ADMIN, this::list)
                .get(ALL + "/new", Role.ADMIN, this::show)
                .post(ALL + "/learn", Role.ADMIN, this::learn)
                .post(ALL + "/preview", Role.ADMIN, this::preview)
                .post(ALL + "/delete", Role.ADMIN, this::delete)
                .post(ALL, Role.ADMIN, this::save);
    }

    /** Others have no emails. */
    private Integration integration(Visit visit) {
        var integration = integrations.get(visit.caller(), visit.id(0));
        if (types.get(integration.terms().type()) instanceof LeadMailType) {
            return integration;
        }
        throw new Problem.NotFound(Refusal.of("integration.not_found")).exception();
    }

    private Reply list(Visit visit) {
        var integration = integration(visit);
        var all = rules.all(visit.caller(), integration.id());
        var senders = new LinkedHashMap<String, LeadMailScreen.Sender>();
        for (var email : latest(visit, integration)) {
            var address = Unicode.key(email.payload().path("from").asString(""));
            var labels = email.payload().path(LeadMail.LABELS).propertyNames();
            if (!labels.isEmpty()
                    && all.stream().noneMatch(rule -> rule.sender().equals(address))) {
                senders.putIfAbsent(address, new LeadMailScreen.Sender(address, email.id(), List.copyOf(labels)));
            }
        }
        return Reply.page(
                "integrations/lead-mails.jte", new LeadMailScreen(integration, all, List.copyOf(senders.values())));
    }

    /** What came in, as the ledger has it. */
    private record Email(long id, JsonNode payload) {}

    private List<Email> latest(Visit visit, Integration integration) {
        var source = types.get(integration.terms().type()).source();
        var filter = IntakeFilter.of(source, integration.id());
        return samples.ledger().list(visit.caller(), filter, new Slice(0, LOOKED_AT)).items().stream()
                .flatMap(entry -> email(visit, entry).stream())
                .toList();
    }

    /** None whose text is forgotten. */
    private Optional<Email> email(Visit visit, IntakeEntry entry) {
        try {
            var whole = samples.ledger().get(visit.caller(), entry.id());
            return Optional.of(new Email(entry.id(), whole.received().fields()));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** Of a sender who has a rule, that; else what an email of theirs suggests. */
    private Reply show(Visit visit) {
        var integration = integration(visit);
        var all = latest(visit, integration);
        var sender = Unicode.key(visit.asked("sender").orElse(""));
        var email = all.stream()
                .filter(one -> visit.asked("intake_id")
                        .map(Long.toString(one.id())::equals)
                        .orElse(isOf(one, sender)))
                .findFirst();
        var address = email.map(one -> one.payload().path("from").asString("")).orElse(sender);
        var labels = email.map(one -> labels(one.payload())).orElse(Map.of());
        var mapping = rules.find(visit.caller(), integration.id(), address)
                .map(rule -> rule.mapping())
                .orElseGet(() -> LeadMail.proposal(labels));
        return Reply.page(FORM, form(visit, integration, address, labels, lines(visit, mapping)));
    }

    private static boolean isOf(Email email, String sender) {
        return !sender.isEmpty()
                && Unicode.key(email.payload().path("from").asString("")).equals(sender);
    }

    private static Map<String, String> labels(JsonNode email) {
        var labels = new LinkedHashMap<String, String>();
        email.path(LeadMail.LABELS)
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        return labels;
    }

    /** From a text that was pasted. */
    private Reply learn(Visit visit) {
        var integration = integration(visit);
        var labels = LabeledText.read(visit.field("sample"));
        var form = form(visit, integration, visit.field("sender"), labels, lines(visit, LeadMail.proposal(labels)));
        return labels.isEmpty()
                ? Reply.refused(FORM, with(form, Map.of("sample", List.of(Refusal.of("lead_mail.no_labels")))))
                : Reply.page(FORM, form);
    }

    private List<MappingLine> lines(Visit visit, Mapping mapping) {
        return MappingFormReader.lines(mapping.entries(), choices(visit));
    }

    private MappingLine.Choices choices(Visit visit) {
        return new MappingLine.Choices(Mapping.targets(), fields.all(visit.caller()));
    }

    private LeadMailForm form(
            Visit visit, Integration integration, String sender, Map<String, String> labels, List<MappingLine> lines) {
        var email = Json.MAPPER.createObjectNode();
        labels.forEach(email.putObject(LeadMail.LABELS)::put);
        var paths = JsonPaths.of(LeadMail.payload(email));
        return new LeadMailForm(
                integration,
                sender,
                labels,
                MappingFormReader.withBlanks(lines, choices(visit)),
                paths,
                Map.of(),
                new LeadMailTried(List.of()));
    }

    private static LeadMailForm with(LeadMailForm form, Map<String, List<Refusal>> problems) {
        return new LeadMailForm(
                form.integration(),
                form.sender(),
                form.labels(),
                MappingFormReader.withProblems(form.lines(), problems),
                form.paths(),
                problems,
                form.tried());
    }

    private Reply save(Visit visit) {
        var integration = integration(visit);
        var lines = MappingFormReader.lines(visit, choices(visit));
        try {
            var body = MappingFormReader.body(lines).put("sender", visit.field("sender"));
            rules.save(visit.caller(), integration, new Input(body));
            return Reply.redirect(IntegrationPages.path(integration) + "/lead-mails")
                    .saying("lead-mails.saved");
        } catch (ProblemException e) {
            var form = form(visit, integration, visit.field("sender"), Map.of(), lines);
            return Reply.refused(FORM, with(form, IntegrationPages.problems(e)));
        }
    }

    private Reply delete(Visit visit) {
        var integration = integration(visit);
        rules.delete(visit.caller(), integration, visit.field("sender"));
        return Reply.redirect(IntegrationPages.path(integration) + "/lead-mails")
                .saying("lead-mails.deleted");
    }

    /** The form as it is, saved or not, tried on the latest emails of its sender. */
    private Reply preview(Visit visit) {
        var integration = integration(visit);
        var lines = MappingFormReader.lines(visit, choices(visit));
        var tried = tried(visit, integration, lines);
        if (visit.isPart()) {
            return Reply.page("integrations/lead-mail-tried.jte", tried);
        }
        var form = form(visit, integration, visit.field("sender"), Map.of(), lines);
        return Reply.page(
                FORM,
                new LeadMailForm(
                        integration, form.sender(), form.labels(), form.lines(), form.paths(), Map.of(), tried));
    }

    private LeadMailTried tried(Visit visit, Integration integration, List<MappingLine> lines) {
        var sender = Unicode.key(visit.field("sender").strip());
        var all = new ArrayList<MappingScreen.Shown>();
        latest(visit, integration).stream()
                .filter(email -> isOf(email, sender))
                .limit(TRIED)
                .forEach(email -> all.add(shown(visit, integration, lines, email.id())));
        return new LeadMailTried(all);
    }

    private MappingScreen.Shown shown(Visit visit, Integration integration, List<MappingLine> lines, long intakeId) {
        IntegrationPreview.@Nullable Preview preview = null;
        String wrong = null;
        try {
            var body = MappingFormReader.body(lines).put("intake_id", intakeId);
            preview = samples.preview().of(visit.caller(), integration, new Input(body));
        } catch (ProblemException e) {
            IntegrationPages.problems(e);
            wrong = "integrations.preview-lines";
        }
        return new MappingScreen.Shown(preview, wrong, fields.all(visit.caller()));
    }
}
