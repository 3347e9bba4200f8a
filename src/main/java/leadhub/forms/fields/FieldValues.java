package leadhub.forms.fields;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ConditionGroup;
import leadhub.conditions.ConditionGroupMatcher;
import leadhub.conditions.Today;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks what was sent against a form's fields. What its conditions hide is neither required nor kept, whatever was sent;
 * a hidden field counts as empty in the conditions of others.
 */
@Component
public class FieldValues {
    private final ConditionGroupMatcher matcher;

    FieldValues(ConditionGroupMatcher matcher) {
        this.matcher = matcher;
    }

    /**
     * The values of the fields that are shown, by their keys; what is wrong is among the input's errors.
     *
     * @param files of file fields, by their keys
     */
    public ObjectNode check(List<FormField> fields, Input input, Map<String, FileValue> files, Today today) {
        var checking = new Checking(fields, input, files, today);
        var values = Json.MAPPER.createObjectNode();
        fields.forEach(field -> checking.check(field, values));
        return values;
    }

    /** One request on its way through. */
    private final class Checking {
        private final Map<String, FormField> byKey;
        private final Input input;
        private final Map<String, FileValue> files;
        private final Today today;
        private final Map<String, Input> readings = new HashMap<>();
        private final Map<String, JsonNode> values = new HashMap<>();
        private final Map<String, Boolean> shown = new HashMap<>();

        Checking(List<FormField> fields, Input input, Map<String, FileValue> files, Today today) {
            this.byKey = fields.stream().collect(Collectors.toMap(FormField::key, Function.identity()));
            this.input = input;
            this.files = files;
            this.today = today;
            fields.forEach(this::read);
        }

        /** Each by itself, for what is wrong with a field that isn't shown is nobody's business. */
        private void read(FormField field) {
            var own = new Input(input.node().objectNode());
            readings.put(field.key(), own);
            var value = value(field, own);
            if (value != null) {
                values.put(field.key(), value);
            }
        }

        private @Nullable JsonNode value(FormField field, Input own) {
            if (field.type() == FieldType.FILE) {
                return file(field, own);
            }
            var sent = input.node().get(field.key());
            if (sent != null) {
                own.node().set(field.key(), sent);
                return FieldValue.read(field, field.key(), own, today);
            }
            // A browser sends nothing for a box that was unticked.
            return field.type().isBox() || field.type() == FieldType.MULTI_SELECT ? null : field.defaultValue();
        }

        private @Nullable JsonNode file(FormField field, Input own) {
            var file = files.get(field.key());
            if (file != null && file.wrong() != null) {
                return own.reject(field.key(), file.wrong());
            }
            return file == null ? null : file.json();
        }

        void check(FormField field, ObjectNode kept) {
            if (!isShown(field)) {
                return;
            }
            var errors = Objects.requireNonNull(readings.get(field.key())).errors();
            if (errors.any()) {
                errors.byField().forEach((name, refusals) -> refusals.forEach(refusal -> input.reject(name, refusal)));
                return;
            }
            var value = values.get(field.key());
            if (isMissing(field, value) && isRequired(field)) {
                input.reject(
                        field.key(),
                        field.type().isBox() && value != null ? Refusal.of("accepted") : Refusal.of("required"));
                return;
            }
            if (value != null) {
                kept.set(field.key(), value);
            }
        }

        private static boolean isMissing(FormField field, @Nullable JsonNode value) {
            return value == null || field.type().isBox() && !value.booleanValue();
        }

        private boolean isRequired(FormField field) {
            return field.required() || field.requiredIf() != null && isMet(field.requiredIf());
        }

        private boolean isShown(FormField field) {
            var known = shown.get(field.key());
            if (known != null) {
                return known;
            }
            var is = field.visibleIf() == null || isMet(field.visibleIf());
            shown.put(field.key(), is);
            return is;
        }

        private boolean isMet(ConditionGroup group) {
            return matcher.isMet(this::field, group, this::fact, today);
        }

        private ConditionField field(String key) {
            var field = byKey.get(key);
            return field == null ? ConditionField.gone(key) : field.inConditions();
        }

        private @Nullable Object fact(String key) {
            var field = byKey.get(key);
            return field == null || !isShown(field) ? null : plain(values.get(key));
        }

        private static @Nullable Object plain(@Nullable JsonNode value) {
            return switch (value) {
                case null -> null;
                case JsonNode list
                when list.isArray() ->
                    list.valueStream().map(JsonNode::asString).toList();
                case JsonNode one when one.isNumber() -> one.decimalValue();
                case JsonNode one when one.isBoolean() -> one.booleanValue();
                case JsonNode file when file.isObject() -> file.path("name").asString("");
                default -> value.asString();
            };
        }
    }

    /** The keys of all fields. */
    public static Set<String> keys(List<FormField> fields) {
        var keys = new HashSet<String>();
        fields.forEach(field -> keys.add(field.key()));
        return keys;
    }
}
