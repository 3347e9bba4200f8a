package leadhub.integrations.leadmails;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leadhub.integrations.mapping.ExternalIds;
import leadhub.integrations.mapping.FormAnswers;
import leadhub.integrations.mapping.Mapping;
import leadhub.integrations.mapping.MappingEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a mapping reads of an email: beside what the email says of itself, the labels in it, as the answers of a form are read. */
public final class LeadMail {
    /** Under which an email keeps its labels. */
    public static final String LABELS = "labels";

    private LeadMail() {}

    /** With {@code contact} and {@code answers}. */
    public static JsonNode payload(JsonNode email) {
        if (!(email instanceof ObjectNode object) || email.path(LABELS).isEmpty()) {
            return email;
        }
        var payload = object.deepCopy();
        var answers = new FormAnswers();
        email.path(LABELS)
                .properties()
                .forEach(label -> answers.add(
                        label.getKey(), label.getKey(), FormAnswers.fieldFor(label.getKey()), label.getValue()));
        answers.putInto(payload);
        // They are named after what people call them, and stand among the answers.
        payload.remove("questions");
        payload.remove(LABELS);
        return payload;
    }

    /** What labels probably mean: who it is by the words of some languages, and a custom field for each of the rest. */
    public static Mapping proposal(Map<String, String> labels) {
        var entries = new ArrayList<MappingEntry>();
        var rest = new ArrayList<String>();
        labels.keySet().forEach(label -> {
            var field = FormAnswers.fieldFor(label);
            if (field.isEmpty()) {
                rest.add(label);
            } else if (field.equals("full_name")) {
                add(entries, "first_name");
                add(entries, "last_name");
            } else {
                add(entries, field);
            }
        });
        return new Mapping(entries)
                .and(rest.stream().flatMap(label -> own(label).stream()).toList());
    }

    private static void add(List<MappingEntry> entries, String field) {
        if (entries.stream().noneMatch(entry -> entry.to().equals(field))) {
            entries.add(MappingEntry.of("$.contact." + field, field));
        }
    }

    private static List<MappingEntry> own(String label) {
        var key = ExternalIds.key(label);
        var path = "$.answers['" + label.replace("\\", "\\\\").replace("'", "\\'") + "']";
        return key.isEmpty() ? List.of() : List.of(MappingEntry.of(path, "custom_fields." + key));
    }
}
