package leadhub.forms.fields;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import leadhub.base.Refusal;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ConditionGroup;
import leadhub.conditions.ConditionGroupReader;
import leadhub.conditions.Today;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of a form from a body, and says by their paths what is wrong with them.
 *
 * <p>Limits: 100 fields, 10 steps, and those of {@link FieldOptions}.
 */
public final class FieldsReader {
    private static final int MOST_FIELDS = 100;
    private static final int MOST_STEPS = 10;
    private static final int MOST_HELP = 1_000;
    private static final int MOST_CONSENT = 5_000;
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,49}");

    private FieldsReader() {}

    /** A field whose conditions can only be read once all fields are known. */
    private record Draft(
            FormField field,
            @Nullable JsonNode requiredIf,
            @Nullable JsonNode visibleIf) {}

    /** The fields as they were sent; what is wrong is among the input's errors. Null where nothing was said of them. */
    public static @Nullable List<FormField> read(Input input, Today today) {
        if (input.node().path("fields").isMissingNode()
                || input.node().path("fields").isNull()) {
            return null;
        }
        var drafts = Objects.requireNonNullElse(
                input.objects("fields", MOST_FIELDS, field -> draft(field, today))
                        .over(null),
                List.<Draft>of());
        if (drafts.size() != input.node().path("fields").size()) {
            // The paths wouldn't be those of the request.
            return List.of();
        }
        requireUniqueKeys(input, drafts);
        var fields = new ArrayList<FormField>();
        for (var i = 0; i < drafts.size(); i++) {
            fields.add(withConditions(input, drafts, i));
        }
        FieldCycles.find(fields)
                .ifPresent(place -> input.reject("fields." + place + ".visible_if", Refusal.of("form.cycle")));
        if (!input.errors().any()) {
            requireIdentity(input, fields);
        }
        return fields;
    }

    private static Draft draft(Input input, Today today) {
        var key = Objects.requireNonNullElse(
                input.text("key", 50, text -> KEY.matcher(text).matches(), Refusal.of("form.key"))
                        .over(null),
                "");
        input.require("key");
        var type = type(input);
        var label = input.text("label", FormField.MOST_LABEL).over(null);
        var min = FieldBounds.read(input, "min", type);
        var max = FieldBounds.read(input, "max", type);
        FieldBounds.checkOrder(input, type, min, max);
        var field = new FormField(
                key,
                type,
                label == null ? label(key) : label,
                Objects.requireNonNullElse(input.bool("required").over(null), false),
                null,
                null,
                FieldMapping.read(input, key, type),
                FieldOptions.read(input, type),
                input.text("placeholder", FormField.MOST_LABEL).over(null),
                input.text("help", MOST_HELP).over(null),
                null,
                min,
                max,
                maxLength(input),
                whole(input, "step", 1, MOST_STEPS, 1),
                input.text("consent_text", MOST_CONSENT).over(null));
        return new Draft(
                withDefault(input, field, today),
                input.node().get("required_if"),
                input.node().get("visible_if"));
    }

    private static FieldType type(Input input) {
        var word = input.text("type", 50).over(null);
        input.require("type");
        if (word == null) {
            return FieldType.TEXT;
        }
        var type = FieldType.ofWord(word);
        if (type.isEmpty()) {
            input.reject("type", Refusal.of("in"));
        }
        return type.orElse(FieldType.TEXT);
    }

    /** {@code first_name} is "First name". */
    private static String label(String key) {
        var words = key.replace('_', ' ').strip();
        return words.isEmpty() ? key : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static @Nullable Integer maxLength(Input input) {
        var length = whole(input, "max_length", 1, FormField.MOST_TEXT, 0);
        return length == 0 ? null : (Integer) length;
    }

    private static int whole(Input input, String name, int min, int max, int usual) {
        var number = input.integer(name).over(null);
        if (number == null) {
            return usual;
        }
        if (number < min || number > max) {
            input.reject(name, Refusal.of("between").with("min", min).with("max", max));
            return usual;
        }
        return number.intValue();
    }

    private static FormField withDefault(Input input, FormField field, Today today) {
        var sent = input.node().get("default_value");
        if (FieldValue.isEmpty(sent)) {
            return field;
        }
        if (!field.type().hasDefault()) {
            input.reject("default_value", Refusal.of("invalid"));
            return field;
        }
        return field.withDefault(FieldValue.read(field, "default_value", input, today));
    }

    private static void requireUniqueKeys(Input input, List<Draft> drafts) {
        var keys = new HashSet<String>();
        for (var i = 0; i < drafts.size(); i++) {
            var key = drafts.get(i).field().key();
            if (!key.isEmpty() && !keys.add(key)) {
                input.reject("fields." + i + ".key", Refusal.of("taken"));
            }
        }
    }

    private static FormField withConditions(Input input, List<Draft> drafts, int place) {
        var draft = drafts.get(place);
        return draft.field()
                .withConditions(
                        conditions(input, drafts, place, "required_if", draft.requiredIf()),
                        conditions(input, drafts, place, "visible_if", draft.visibleIf()));
    }

    private static @Nullable ConditionGroup conditions(
            Input input, List<Draft> drafts, int place, String name, @Nullable JsonNode sent) {
        if (sent == null || sent.isNull() || sent.isArray() && sent.isEmpty()) {
            return null;
        }
        return ConditionGroupReader.read(
                key -> other(drafts, place, key), sent, "fields." + place + "." + name, input::reject);
    }

    /** A field of the form that isn't the one at a place. */
    private static Optional<ConditionField> other(List<Draft> drafts, int place, String key) {
        return drafts.stream()
                .map(Draft::field)
                .filter(field -> field.key().equals(key)
                        && !key.equals(drafts.get(place).field().key()))
                .findFirst()
                .map(FormField::inConditions);
    }

    /** Nobody could be reached by a lead without. */
    private static void requireIdentity(Input input, List<FormField> fields) {
        var hasOne = fields.stream()
                .anyMatch(field -> field.type() == FieldType.EMAIL
                        || field.type() == FieldType.PHONE
                        || Objects.equals(field.mapTo(), "email")
                        || Objects.equals(field.mapTo(), "phone")
                        || Objects.equals(field.mapTo(), "first_name"));
        if (!hasOne) {
            input.reject("fields", Refusal.of("form.nobody"));
        }
    }
}
