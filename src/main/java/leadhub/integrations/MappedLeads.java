package leadhub.integrations;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.intake.IntakeLeads;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.IntakeReason;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.mapping.Mapping;
import leadhub.integrations.mapping.MappingEntry;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadReader;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes leads of what came in, as a mapping says. */
@Component
public class MappedLeads {
    private final IntakeLeads intake;
    private final Leads leads;

    MappedLeads(IntakeLeads intake, Leads leads) {
        this.intake = intake;
        this.leads = leads;
    }

    /**
     * How.
     *
     * @param usualSource of a new lead, where the target doesn't say
     * @param earlier what it goes on with; null for nothing
     * @param chat in which it came; null for another way
     */
    public record Terms(
            Mapping mapping,
            Target target,
            String usualSource,
            IntegrationType.@Nullable Earlier earlier,
            IntakeLeads.@Nullable Chat chat) {
        /** How, where it came in no conversation. */
        public Terms(Mapping mapping, Target target, String usualSource, IntegrationType.@Nullable Earlier earlier) {
            this(mapping, target, usualSource, earlier, null);
        }
    }

    /** What a payload says of somebody; empty where it says nothing of who that is. */
    public Optional<LeadChange> facts(Caller caller, JsonNode payload, Terms terms) {
        var mapped = terms.mapping().apply(payload);
        return mapped.isSomebody()
                ? Optional.of(facts(caller, withTags(mapped.lead(), terms.target()), terms.target()))
                : Optional.empty();
    }

    /** Within the transaction that works on it. */
    public IntakeOutcome take(Caller caller, ReceivedIntake received, JsonNode payload, Terms terms) {
        var target = terms.target();
        var said = facts(caller, payload, terms);
        if (said.isEmpty()) {
            return IntakeOutcome.failed(IntakeReason.of(Refusal.of("integration.nobody")));
        }
        var facts = said.get();
        var source = target.source();
        var usual = new IntakeLeads.Terms(
                source == null ? terms.usualSource() : source, target.duplicatePolicy(), received, terms.chat());
        var earlier = terms.earlier();
        return earlier == null
                ? intake.take(caller, facts, usual, sent(payload))
                : intake.goOn(
                        caller,
                        new IntakeLeads.Earlier(earlier.externalId(), news(facts, terms.mapping(), earlier.news())),
                        facts,
                        usual,
                        sent(payload));
    }

    /** Of what is said, what comes from paths that begin so. */
    private static LeadChange news(LeadChange facts, Mapping mapping, @Nullable String beginning) {
        var old = new HashSet<>(Set.of("tags"));
        LeadFields.SENT_BY_PROGRAMS.stream()
                .filter(field -> field != LeadFields.CUSTOM_FIELDS)
                .map(LeadField::name)
                .forEach(old::add);
        var custom = facts.customFields().over(null);
        if (custom != null) {
            custom.propertyNames().forEach(key -> old.add(LeadFields.CUSTOM_FIELDS.name() + "." + key));
        }
        mapping.entries().stream()
                .filter(entry -> beginning != null && entry.from().startsWith(beginning))
                .map(MappingEntry::to)
                .forEach(old::remove);
        return facts.withoutNamed(old);
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
