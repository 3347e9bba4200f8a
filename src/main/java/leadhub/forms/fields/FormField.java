package leadhub.forms.fields;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import leadhub.base.Json;
import leadhub.base.Unicode;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ConditionGroup;
import leadhub.conditions.ConditionGroupReader;
import leadhub.web.input.WebUrls;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A field of a form.
 *
 * @param mapTo where its value goes in the lead: a field's name, {@code custom_fields.budget} or {@code tags}; null for nowhere
 * @param defaultValue as {@link FieldValue} keeps values
 * @param min the smallest number, the first day, or how many choices at least; as text
 * @param max the largest number, the last day, or how many choices at most
 * @param maxLength characters
 * @param step on which step of the form it stands, from 1
 */
public record FormField(
        String key,
        FieldType type,
        String label,
        boolean required,
        @Nullable ConditionGroup requiredIf,
        @Nullable ConditionGroup visibleIf,
        @Nullable String mapTo,
        List<Option> options,
        @Nullable String placeholder,
        @Nullable String help,
        @Nullable JsonNode defaultValue,
        @Nullable String min,
        @Nullable String max,
        @Nullable Integer maxLength,
        int step,
        @Nullable String consentText) {

    public static final int MOST_LABEL = 255;
    /** What an address of a page may have, and all that is as short. */
    static final int MOST_LINE = 255;

    static final int MOST_TEXT = 65_535;
    private static final int MOST_PHONE = 50;

    /** One of those that one chooses from. */
    public record Option(String value, String label) {}

    /** How many characters its value may have. */
    public int mostCharacters() {
        return maxLength != null
                ? maxLength
                : switch (type) {
                    case TEXTAREA -> MOST_TEXT;
                    case PHONE -> MOST_PHONE;
                    case URL -> WebUrls.MOST_CHARACTERS;
                    default -> MOST_LINE;
                };
    }

    /** Finds the option that a text stands for, regardless of case; made once for all texts that somebody sends. */
    Function<String, Optional<Option>> optionFinder() {
        var exact = new HashMap<String, Option>();
        var alike = new HashMap<String, Option>();
        for (var option : options) {
            exact.putIfAbsent(option.value(), option);
            alike.putIfAbsent(Unicode.key(option.value()), option);
        }
        return text -> Optional.ofNullable(exact.get(text)).or(() -> Optional.ofNullable(alike.get(Unicode.key(text))));
    }

    FormField withDefault(@Nullable JsonNode value) {
        return new FormField(
                key,
                type,
                label,
                required,
                requiredIf,
                visibleIf,
                mapTo,
                options,
                placeholder,
                help,
                value,
                min,
                max,
                maxLength,
                step,
                consentText);
    }

    /** The same, or one that isn't required where a file is asked for. */
    public FormField withoutRequiredFile() {
        return type == FieldType.FILE ? optional() : this;
    }

    private FormField optional() {
        return with(false, null, visibleIf);
    }

    FormField withConditions(@Nullable ConditionGroup required, @Nullable ConditionGroup visible) {
        return with(this.required, required, visible);
    }

    private FormField with(boolean required, @Nullable ConditionGroup requiredIf, @Nullable ConditionGroup visibleIf) {
        return new FormField(
                key,
                type,
                label,
                required,
                requiredIf,
                visibleIf,
                mapTo,
                options,
                placeholder,
                help,
                defaultValue,
                min,
                max,
                maxLength,
                step,
                consentText);
    }

    /** As conditions know it. */
    ConditionField inConditions() {
        return ConditionField.own(key, type.kind());
    }

    /** As it is kept and answered; each member is there. */
    public ObjectNode json() {
        var json = Json.MAPPER
                .createObjectNode()
                .put("key", key)
                .put("type", type.word())
                .put("label", label)
                .put("required", required);
        json.set("required_if", tree(requiredIf));
        json.set("visible_if", tree(visibleIf));
        json.put("map_to", mapTo);
        var list = json.putArray("options");
        options.forEach(option -> list.addObject().put("value", option.value()).put("label", option.label()));
        json.put("placeholder", placeholder).put("help", help);
        json.set("default_value", tree(defaultValue));
        json.set("min", bound(min));
        json.set("max", bound(max));
        json.put("max_length", maxLength).put("step", step).put("consent_text", consentText);
        return json;
    }

    private static JsonNode tree(@Nullable Object value) {
        return value == null ? NullNode.getInstance() : Json.MAPPER.valueToTree(value);
    }

    private JsonNode bound(@Nullable String bound) {
        return tree(bound == null || type == FieldType.DATE ? bound : new BigDecimal(bound));
    }

    /** As it was kept. */
    public static FormField kept(JsonNode json) {
        return new FormField(
                json.get("key").stringValue(),
                FieldType.ofWord(json.get("type").stringValue()).orElseThrow(),
                json.get("label").stringValue(),
                json.get("required").booleanValue(),
                conditions(json.get("required_if")),
                conditions(json.get("visible_if")),
                text(json.get("map_to")),
                json.get("options")
                        .valueStream()
                        .map(option -> new Option(
                                option.get("value").stringValue(),
                                option.get("label").stringValue()))
                        .toList(),
                text(json.get("placeholder")),
                text(json.get("help")),
                json.get("default_value").isNull() ? null : json.get("default_value"),
                text(json.get("min")),
                text(json.get("max")),
                json.get("max_length").isNull() ? null : json.get("max_length").intValue(),
                json.get("step").intValue(),
                text(json.get("consent_text")));
    }

    private static @Nullable ConditionGroup conditions(JsonNode json) {
        return json.isNull() ? null : ConditionGroupReader.kept(json);
    }

    private static @Nullable String text(JsonNode json) {
        return json.isNull() ? null : json.asString();
    }
}
