package leadhub.integrations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.intake.IntakeLeads;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.IntakeReason;
import leadhub.intake.ReceivedIntake;
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

/** Makes leads of what came in, as a mapping says. */
@Component
public class MappedLeads {
    private final IntakeLeads intake;
    private final Leads leads;

    MappedLeads(IntakeLeads intake, Leads leads) {
        this.intake = intake;
        this.leads = leads;
    }

    /** How. @param usualSource of a new lead, where the target doesn't say */
    public record Terms(Mapping mapping, Target target, String usualSource) {}

    /** Within the transaction that works on it. */
    public IntakeOutcome take(Caller caller, ReceivedIntake received, JsonNode payload, Terms terms) {
        var target = terms.target();
        var mapped = terms.mapping().apply(payload);
        var lead = withTags(mapped.lead(), target);
        if (!mapped.isSomebody()) {
            return IntakeOutcome.failed(IntakeReason.of(Refusal.of("integration.nobody")));
        }
        var facts = facts(caller, lead, target);
        var source = target.source();
        var usual = new IntakeLeads.Terms(
                source == null ? terms.usualSource() : source, target.duplicatePolicy(), received);
        return intake.take(caller, facts, usual, sent(payload));
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
