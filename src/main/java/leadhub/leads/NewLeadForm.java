package leadhub.leads;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.api.Input;

/**
 * What the form for a new lead shows.
 *
 * @param typed what was typed, by field
 * @param problems what is wrong with it, by field
 */
public record NewLeadForm(Map<String, String> typed, Map<String, List<String>> problems) {
    public static final NewLeadForm EMPTY = new NewLeadForm(Map.of(), Map.of());

    static NewLeadForm of(Input form) {
        var typed = new LinkedHashMap<String, String>();
        form.node().properties().forEach(field -> {
            if (field.getValue().isString()) {
                typed.put(field.getKey(), field.getValue().stringValue());
            }
        });
        return new NewLeadForm(typed, form.errors().byField());
    }

    public String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    public String problem(String field) {
        return String.join(" ", problems.getOrDefault(field, List.of()));
    }
}
