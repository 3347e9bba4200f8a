package leadhub.leads;

import java.util.List;
import java.util.Map;

/**
 * What a lead's own page shows.
 *
 * @param twins other leads with the same e-mail or phone
 * @param problems what was wrong with a change, by the field's name
 */
public record LeadScreen(
        Lead lead, List<Lead> twins, Timeline timeline, LeadChoices choices, Map<String, List<String>> problems) {

    public String name() {
        return LeadNames.of(lead);
    }

    /** What is wrong with a field; empty if nothing is. */
    public String problem(String field) {
        return String.join(" ", problems.getOrDefault(field, List.of()));
    }
}
