package leadhub.intake;

import java.util.Objects;
import leadhub.base.Caller;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadReader;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Makes what somebody says of themselves into what a lead takes. What doesn't fit is left off: it loses nobody a lead. */
@Component
public class FittingFacts {
    private final Leads leads;

    FittingFacts(Leads leads) {
        this.leads = leads;
    }

    /** Read as the API reads leads, again without what it refuses. */
    public LeadChange of(Caller caller, ObjectNode lead) {
        var input = new Input(lead);
        var facts = LeadReader.readAll(input);
        if (input.errors().any()) {
            var fits = lead.deepCopy();
            input.errors().byField().keySet().forEach(name -> fits.remove(name.replaceFirst("\\..*", "")));
            facts = LeadReader.readAll(new Input(fits));
        }
        return withoutRefused(caller, leads.cutToFit(caller, facts));
    }

    /** Without what the workspace doesn't take: a stage that was deleted. */
    public LeadChange withoutRefused(Caller caller, LeadChange facts) {
        var refused = leads.refusalsOfIntake(caller, facts).keySet();
        if (refused.isEmpty()) {
            return facts;
        }
        var fits = LeadChange.builder();
        LeadFields.SENT_BY_PROGRAMS.stream()
                .filter(field ->
                        !refused.contains(field.name()) && facts.of(field).isSet())
                .forEach(field -> fits.put(field, Objects.requireNonNull(facts.of(field))));
        return fits.customFields(facts.customFields()).tags(facts.tags()).build();
    }
}
