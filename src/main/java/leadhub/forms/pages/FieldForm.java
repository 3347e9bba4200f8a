package leadhub.forms.pages;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Locale;
import leadhub.base.Json;
import leadhub.conditions.ConditionGroup;
import leadhub.conditions.NamedCondition;
import leadhub.forms.Form;
import leadhub.forms.fields.FieldType;
import leadhub.forms.fields.FormField;
import leadhub.panel.Visit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A field's form in the builder. */
final class FieldForm {
    private static final int MOST_KEY = 40;

    private FieldForm() {}

    /** A key made of a label, which no other field has. */
    static String key(Form form, String label) {
        var plain = Normalizer.normalize(label, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        var key = plain.replaceAll("[^a-z0-9]+", "_").replaceAll("^[_0-9]+|_+$", "");
        var base = key.isEmpty() ? "field" : key.substring(0, Math.min(MOST_KEY, key.length()));
        var free = base;
        for (var number = 2; isTaken(form, free); number++) {
            free = base + "_" + number;
        }
        return free;
    }

    private static boolean isTaken(Form form, String key) {
        return form.fields().stream().anyMatch(field -> field.key().equals(key));
    }

    /** What was filled in, as the API spells it. */
    static void change(Visit visit, FormField before, ObjectNode field) {
        for (var name : new String[] {
            "label", "help", "placeholder", "map_to", "step", "consent_text", "default_value", "max_length"
        }) {
            if (visit.form().node().has(name)) {
                field.put(name, visit.field(name));
            }
        }
        field.put("required", !visit.field("required").isEmpty());
        if (before.type().hasOptions()) {
            field.set("options", options(visit, before));
        }
        for (var name : new String[] {"min", "max"}) {
            if (visit.form().node().has(name)) {
                field.set(name, bound(before, visit.field(name)));
            }
        }
        setCondition(visit, "visible", before.visibleIf(), field);
        setCondition(visit, "required", before.requiredIf(), field);
    }

    /** A number where it is one. */
    private static JsonNode bound(FormField before, String text) {
        if (before.type() != FieldType.DATE && text.matches("[+-]?[0-9]{1,15}([.,][0-9]{1,10})?")) {
            return Json.MAPPER.getNodeFactory().numberNode(new BigDecimal(text.replace(',', '.')));
        }
        return Json.MAPPER.getNodeFactory().stringNode(text);
    }

    /** One a line; a line that was there keeps its value, so that what was sent before means the same. */
    private static tools.jackson.databind.node.ArrayNode options(Visit visit, FormField before) {
        var options = Json.MAPPER.createArrayNode();
        visit.field("options")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> options.addObject()
                        .put(
                                "value",
                                before.options().stream()
                                        .filter(option -> option.label().equals(line))
                                        .map(FormField.Option::value)
                                        .findFirst()
                                        .orElse(line))
                        .put("label", line));
        return options;
    }

    /** What the builder couldn't say stays as it is, and so does what it didn't ask. */
    private static void setCondition(Visit visit, String name, @Nullable ConditionGroup before, ObjectNode field) {
        if (!isSimple(before) || name.equals("required") && !visit.form().node().has("required_field")) {
            return;
        }
        var other = visit.field(name + "_field");
        if (other.isEmpty()) {
            field.putNull(name + "_if");
            return;
        }
        field.putObject(name + "_if")
                .put("match", "all")
                .putArray("conditions")
                .addObject()
                .put("field", other)
                .put("operator", visit.field(name + "_operator"))
                .put("value", visit.field(name + "_value"));
    }

    /** Whether the builder can say a condition: there is none, or one comparison. */
    static boolean isSimple(@Nullable ConditionGroup group) {
        return group == null || condition(group) != null;
    }

    /** The only comparison; null where there is none, or more. */
    static @Nullable NamedCondition condition(@Nullable ConditionGroup group) {
        return group != null
                        && group.conditions().size() == 1
                        && group.conditions().getFirst() instanceof NamedCondition only
                ? only
                : null;
    }
}
