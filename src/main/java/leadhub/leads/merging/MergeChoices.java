package leadhub.leads.merging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Change;
import leadhub.base.Refusal;
import leadhub.fields.CustomField;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.web.input.Input;

/**
 * Whose value is taken where somebody says so; elsewhere the rules do.
 *
 * @param losers whether it is the loser's, by the API's names of fields; {@code custom_fields.budget} is one of them
 */
public record MergeChoices(Map<String, Boolean> losers) {
    /** Nobody says anything. */
    public static final MergeChoices NONE = new MergeChoices(Map.of());

    /** What can be chosen, beside single custom fields. Tags are united whoever wins. */
    static final List<LeadField<?>> FIELDS = LeadFields.SENT_BY_PROGRAMS.stream()
            .filter(field -> field != LeadFields.CUSTOM_FIELDS && field != LeadFields.TAGS)
            .toList();

    /** Reads {@code {"email": "loser"}}, and refuses by the names of the fields. */
    public static MergeChoices read(Input input) {
        var fields = input.object("fields");
        var losers = new LinkedHashMap<String, Boolean>();
        if (fields instanceof Change.Set<?>(var value)
                && value instanceof tools.jackson.databind.node.ObjectNode node) {
            node.properties().forEach(field -> {
                var word = field.getValue().isString() ? field.getValue().stringValue() : "";
                if (!isField(field.getKey()) || !word.equals("survivor") && !word.equals("loser")) {
                    input.reject("fields." + field.getKey(), Refusal.of("in"));
                } else {
                    losers.put(field.getKey(), word.equals("loser"));
                }
            });
        }
        return new MergeChoices(losers);
    }

    /** In the merge of one of many: whoever else wins has won before, or wins after it. */
    static MergeChoices of(Map<String, Long> winners, long loserId) {
        var losers = new LinkedHashMap<String, Boolean>();
        winners.forEach((field, winner) -> losers.put(field, winner == loserId));
        return new MergeChoices(losers);
    }

    private static boolean isField(String name) {
        return name.startsWith(CustomField.PATH)
                || LeadFields.named(name)
                        .filter(LeadFields.SENT_BY_PROGRAMS::contains)
                        .isPresent();
    }

    boolean isLosers(String name) {
        return Boolean.TRUE.equals(losers.get(name));
    }

    boolean isSurvivors(String name) {
        return Boolean.FALSE.equals(losers.get(name));
    }
}
