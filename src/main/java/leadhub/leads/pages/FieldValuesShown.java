package leadhub.leads.pages;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import leadhub.base.Json;
import leadhub.fields.CustomField;
import leadhub.fields.FieldKind;
import leadhub.fields.Fields;
import leadhub.panel.Page;
import leadhub.web.input.Numbers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands in custom fields, as forms show it.
 *
 * @param fields the defined ones in their order
 * @param typed the keys of those whose value is what somebody just typed
 */
public record FieldValuesShown(List<CustomField> fields, ObjectNode values, Set<String> typed) {
    private static final int DAY_CHARACTERS = 10;

    static FieldValuesShown of(List<CustomField> fields, String json) {
        return new FieldValuesShown(fields, (ObjectNode) Json.MAPPER.readTree(json), Set.of());
    }

    /** As it is typed; {@code ""} for nothing. */
    public String text(CustomField field) {
        return text(value(field));
    }

    /** The number, if it is one; of a text that was sent before the field was one of numbers, the number it says. */
    public @Nullable BigDecimal number(CustomField field) {
        var value = value(field);
        return value == null || typed.contains(field.key()) ? null : Numbers.of(value);
    }

    /** The same as whoever looks writes it; what was typed as it was typed. */
    public String text(CustomField field, Page page) {
        var number = field.kind() == FieldKind.NUMBER ? number(field) : null;
        return number == null ? text(field) : page.number(number);
    }

    /** The day, if it is one; of a time that was sent before the field was one of days, the day that it says. */
    public @Nullable LocalDate day(CustomField field) {
        var text = text(field).strip();
        return isStrange(field) || text.isEmpty() ? null : LocalDate.parse(text.substring(0, DAY_CHARACTERS));
    }

    /** Whether something stands there that the field's kind doesn't know: it was sent before the field was defined. */
    public boolean isStrange(CustomField field) {
        var value = value(field);
        return value != null && !field.kind().hasOptions() && !Fields.fits(field, value);
    }

    public boolean isOn(CustomField field) {
        return List.of("true", "1").contains(text(field));
    }

    /** What is chosen of a list. */
    public List<String> chosen(CustomField field) {
        var value = value(field);
        if (value == null) {
            return List.of();
        }
        return value.isArray() ? value.valueStream().map(FieldValuesShown::text).toList() : List.of(text(value));
    }

    /** What there is to choose from: the options, and what was chosen when it still was one. */
    public List<String> options(CustomField field) {
        var options = new ArrayList<>(field.options());
        chosen(field).stream()
                .filter(option -> !option.isEmpty() && !options.contains(option))
                .forEach(options::add);
        return options;
    }

    /** Where a link leads; null if it is none that can be followed safely. */
    public @Nullable String link(CustomField field) {
        return isStrange(field) || text(field).isEmpty() ? null : text(field);
    }

    /** What stands under keys that nobody defined. */
    public List<Other> others() {
        return values.properties().stream()
                .filter(value -> fields.stream().noneMatch(field -> field.key().equals(value.getKey())))
                .map(value -> new Other(value.getKey(), text(value.getValue())))
                .toList();
    }

    /** A key that nobody defined, and what stands there. */
    public record Other(String key, String text) {}

    private @Nullable JsonNode value(CustomField field) {
        var value = values.get(field.key());
        return value == null || value.isNull() ? null : value;
    }

    /** A value in words; {@code ""} for nothing. */
    static String text(@Nullable JsonNode value) {
        if (value == null) {
            return "";
        }
        if (value.isNumber()) {
            return value.decimalValue().toPlainString();
        }
        if (value.isArray() && value.valueStream().noneMatch(JsonNode::isContainer)) {
            return value.valueStream().map(FieldValuesShown::text).collect(Collectors.joining(", "));
        }
        return value.isContainer() ? value.toString() : value.asString();
    }
}
