package leadhub.integrations.hooks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.intake.IntakeHandler;
import leadhub.intake.IntakeLeads;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.IntakeReason;
import leadhub.intake.IntakeSource;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.AskedType;
import leadhub.integrations.FetchingType;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationType;
import leadhub.integrations.IntegrationTypes;
import leadhub.integrations.Integrations;
import leadhub.integrations.Target;
import leadhub.integrations.mapping.Mapping;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadReader;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes leads of what came in by an integration, as its mapping says. */
public abstract class IntegrationHandler implements IntakeHandler {
    private static final Refusal PAUSED = Refusal.of("integration.paused");

    private final Integrations integrations;
    private final IntegrationTypes types;
    private final IntakeLeads intake;
    private final Leads leads;
    private final Withdrawals withdrawals;

    IntegrationHandler(
            Integrations integrations,
            IntegrationTypes types,
            IntakeLeads intake,
            Leads leads,
            Withdrawals withdrawals) {
        this.integrations = integrations;
        this.types = types;
        this.intake = intake;
        this.leads = leads;
        this.withdrawals = withdrawals;
    }

    @Component
    static final class OfWebhooks extends IntegrationHandler {
        OfWebhooks(
                Integrations integrations,
                IntegrationTypes types,
                IntakeLeads intake,
                Leads leads,
                Withdrawals withdrawals) {
            super(integrations, types, intake, leads, withdrawals);
        }

        @Override
        public IntakeSource source() {
            return IntakeSource.WEBHOOK;
        }
    }

    @Component
    static final class OfOthers extends IntegrationHandler {
        OfOthers(
                Integrations integrations,
                IntegrationTypes types,
                IntakeLeads intake,
                Leads leads,
                Withdrawals withdrawals) {
            super(integrations, types, intake, leads, withdrawals);
        }

        @Override
        public IntakeSource source() {
            return IntakeSource.INTEGRATION;
        }
    }

    @Override
    public IntakeOutcome handle(Caller caller, ReceivedIntake received) {
        if (received.isTest()) {
            return IntakeOutcome.test();
        }
        var integration = integrations.get(caller, received.sourceId());
        var terms = integration.terms();
        var type = types.get(terms.type());
        var payload = type.payload(received);
        var withdrawn = type.withdraws(payload).orElse(null);
        if (withdrawn != null) {
            return withdrawals.take(caller, received, owner(caller, integration, type, payload), withdrawn);
        }
        var refused = type.refuse(payload, terms.config()).orElse(null);
        if (refused != null) {
            return IntakeOutcome.ignored(refused);
        }
        if (terms.isPaused() && isOfAnother(caller, received)) {
            return IntakeOutcome.ignored(PAUSED);
        }
        if (type instanceof FetchingType fetching && fetching.isToBeFetched(payload, terms.config())) {
            return held(caller, received, terms);
        }
        if (withdrawals.isTakenBack(caller, received, type)) {
            return Withdrawals.ignored();
        }
        var mapped = terms.mapping().and(type.ownMapping(payload)).apply(payload);
        var lead = withTags(mapped.lead(), terms.target());
        if (!mapped.isSomebody()) {
            return IntakeOutcome.failed(IntakeReason.of(Refusal.of("integration.nobody")));
        }
        var facts = facts(caller, lead, terms.target());
        var source = terms.target().source();
        var usual = new IntakeLeads.Terms(
                source == null ? terms.type() : source, terms.target().duplicatePolicy(), received);
        return intake.take(caller, facts, usual, sent(payload));
    }

    private long owner(Caller caller, Integration integration, IntegrationType type, JsonNode payload) {
        return type instanceof AskedType asked
                ? integrations.owner(caller.workspaceId(), integration, asked.owners(payload))
                : integration.id();
    }

    /** Whether it came by another one, whose hook or backfill asks only whether that is paused. A replay is wanted by somebody. */
    private static boolean isOfAnother(Caller caller, ReceivedIntake received) {
        return !received.isReplay() && caller.actor().id() != received.sourceId();
    }

    /** A replay of what was never fetched. */
    private IntakeOutcome held(Caller caller, ReceivedIntake received, Integration.Terms terms) {
        if (received.isAsNew()) {
            return IntakeOutcome.failed(IntakeReason.of(Refusal.of("integration.unfetched")));
        }
        if (terms.isPaused()) {
            return IntakeOutcome.ignored(PAUSED);
        }
        integrations.fetchSoon(caller);
        return IntakeOutcome.held();
    }

    private static ObjectNode withTags(ObjectNode lead, Target target) {
        if (!target.tags().isEmpty()) {
            var tags = lead.get("tags") instanceof ArrayNode list ? list : lead.putArray("tags");
            target.tags().forEach(tags::add);
        }
        return lead;
    }

    /**
     * What can't be taken is left off, as long as it still says who it is: all of it is on the timeline. Otherwise it is the
     * reason for which it failed.
     */
    private LeadChange facts(Caller caller, ObjectNode lead, Target target) {
        var input = new Input(lead);
        var facts = read(input, target);
        var errors = new LinkedHashMap<>(input.errors().byField());
        errors.putAll(leads.refusalsOfIntake(caller, leads.cutToFit(caller, facts)));
        if (errors.isEmpty()) {
            return facts;
        }
        var rest = lead.deepCopy();
        errors.keySet().forEach(field -> rest.remove(field.split("\\.", 2)[0]));
        if (!new Mapping.Mapped(rest, List.of()).isSomebody()) {
            throw new Problem.Invalid(errors).exception();
        }
        return read(new Input(rest), target);
    }

    private static LeadChange read(Input input, Target target) {
        var facts = LeadReader.readAll(input);
        var place = target.place();
        var all = facts.edit();
        for (var field : List.of(LeadFields.PIPELINE_ID, LeadFields.PIPELINE_STAGE_ID, LeadFields.ASSIGNED_USER_ID)) {
            if (!facts.of(field).isSet() && place.of(field).isSet()) {
                all.put(field, place.of(field));
            }
        }
        return all.build();
    }

    private static String sent(JsonNode payload) {
        return Json.write(payload instanceof ObjectNode ? payload : Map.of("payload", payload));
    }
}
