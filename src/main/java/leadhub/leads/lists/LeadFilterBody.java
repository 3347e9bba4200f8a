package leadhub.leads.lists;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.web.input.Errors;
import leadhub.web.input.Input;
import leadhub.web.input.Query;
import leadhub.web.input.QueryInput;
import leadhub.web.input.Texts;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads which leads a program means: what {@code GET /leads} takes as its query, as members of {@code filter}. A name that isn't
 * known is refused, and so is one that has no value: whose variable is empty, or who misspells a name, would mean all leads.
 */
@Component
public class LeadFilterBody {
    private static final String FILTER = "filter";
    private final LeadFilterReader filters;

    LeadFilterBody(LeadFilterReader filters) {
        this.filters = filters;
    }

    /**
     * A filter that was sent.
     *
     * @param members as they were sent
     */
    public record Sent(LeadFilter filter, ObjectNode members) {

        /** The names and values that a query would have. */
        public Map<String, String> values() {
            var values = new LinkedHashMap<String, String>();
            members.properties()
                    .forEach(member ->
                            values.put(member.getKey(), member.getValue().asString()));
            return values;
        }
    }

    /** What is wrong is added to the body's errors, as {@code filter.status}; all leads where nothing is sent. */
    public Sent read(Caller caller, Input body) {
        var sent = body.object(FILTER).over(null);
        var kept = sent == null ? Json.MAPPER.createObjectNode() : kept(sent, body.errors());
        var all = new Sent(LeadFilter.ALL, kept);
        var query = new QueryInput(Query.of(all.values()));
        var filter = filters.read(caller, query);
        body.errors().addAll(below(query.errors().byField()));
        return new Sent(filter, kept);
    }

    private static ObjectNode kept(ObjectNode sent, Errors errors) {
        var kept = Json.MAPPER.createObjectNode();
        sent.properties().forEach(member -> {
            var name = member.getKey();
            var value = member.getValue();
            if (!LeadFilterReader.NAMES.contains(name)) {
                errors.add(FILTER + "." + name, Refusal.of("in"));
            } else if (value.isContainer()) {
                errors.add(FILTER + "." + name, Refusal.of("string"));
            } else if (isEmpty(value)) {
                errors.add(FILTER + "." + name, Refusal.of("required"));
            } else {
                kept.set(name, value);
            }
        });
        return kept;
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isNull() || Texts.trim(value.asString()).isBlank();
    }

    private static Map<String, List<Refusal>> below(Map<String, List<Refusal>> errors) {
        var below = new LinkedHashMap<String, List<Refusal>>();
        errors.forEach((name, refusals) -> below.put(FILTER + "." + name, refusals));
        return below;
    }
}
