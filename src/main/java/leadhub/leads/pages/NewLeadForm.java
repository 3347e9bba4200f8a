package leadhub.leads.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leadhub.base.Refusal;
import leadhub.fields.CustomField;
import leadhub.web.input.Input;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the form for a new lead shows.
 *
 * @param typed what was typed, by field
 * @param custom what was typed into custom fields
 * @param problems what is wrong with it, by field
 */
public record NewLeadForm(Map<String, String> typed, FieldValuesShown custom, Map<String, List<Refusal>> problems) {

    /** Before anything was typed. */
    public static NewLeadForm empty(List<CustomField> fields) {
        return new NewLeadForm(Map.of(), FieldValuesShown.of(fields, "{}"), Map.of());
    }

    static NewLeadForm of(Input form, List<CustomField> fields) {
        var typed = new LinkedHashMap<String, String>();
        form.node().properties().forEach(field -> {
            if (field.getValue().isString()) {
                typed.put(field.getKey(), field.getValue().stringValue());
            }
        });
        var values = form.node().get("custom_fields") instanceof ObjectNode sent
                ? sent
                : form.node().objectNode();
        return new NewLeadForm(
                typed,
                new FieldValuesShown(fields, values, Set.copyOf(values.propertyNames())),
                form.errors().byField());
    }

    public String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    public List<Refusal> problem(String field) {
        return problems.getOrDefault(field, List.of());
    }

    /** Whether something stands in a custom field, or is wrong with one: then they are shown. */
    public boolean isUnfolded() {
        return custom.fields().stream()
                .anyMatch(field ->
                        !problem(field.path()).isEmpty() || !custom.text(field).isEmpty());
    }
}
