package leadhub.conditions;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import leadhub.fields.CustomField;
import leadhub.fields.FieldKind;
import leadhub.web.input.LocalNumbers;
import org.jspecify.annotations.Nullable;

/**
 * A field that can be compared with a value.
 *
 * @param name its API name: {@code deal_value}, {@code custom_fields.budget}
 * @param custom the custom field; null for a standard one
 * @param choices the possible values; empty if the value is typed, or chosen from the workspace's records
 */
public record ConditionField(
        String name, ValueKind kind, @Nullable CustomField custom, List<Choice> choices) {
    private static final List<Choice> YES_OR_NO = List.of(Choice.worded("true", "yes"), Choice.worded("false", "no"));

    /**
     * A possible value.
     *
     * @param label what people call it; null where each language has its own word, under {@code word}
     * @param word the message that words it, which takes the label if there is one; {@code ""} where the label is all
     */
    public record Choice(String value, @Nullable String label, String word) {
        public static Choice worded(String value, String word) {
            return new Choice(value, null, word);
        }
    }

    /** A standard field. */
    public static ConditionField own(String name, ValueKind kind) {
        return new ConditionField(name, kind, null, kind == ValueKind.YES_NO ? YES_OR_NO : List.of());
    }

    /** A field that people have named themselves, beside those of leads. */
    public static ConditionField named(String name, ValueKind kind, String label, List<Choice> choices) {
        var field = new CustomField(0, name, label, FieldKind.TEXT, List.of(), 0, Instant.EPOCH, Instant.EPOCH);
        return new ConditionField(name, kind, field, kind == ValueKind.YES_NO ? YES_OR_NO : choices);
    }

    static ConditionField of(CustomField field) {
        var kind = switch (field.kind()) {
            case TEXT, URL -> ValueKind.TEXT;
            case NUMBER -> ValueKind.NUMBER;
            case DATE -> ValueKind.DAY;
            case DROPDOWN -> ValueKind.OPTIONAL_CHOICE;
            case MULTI_SELECT -> ValueKind.WORDS;
            case CHECKBOX -> ValueKind.YES_NO;
        };
        var choices = kind == ValueKind.YES_NO
                ? YES_OR_NO
                : field.options().stream()
                        .map(option -> new Choice(option, option, ""))
                        .toList();
        return new ConditionField(field.path(), kind, field, choices);
    }

    /** A field that no longer exists, and whose kind is unknown. */
    public static ConditionField gone(String name) {
        return own(name, ValueKind.TEXT);
    }

    /** The same with what there is to choose from. */
    public ConditionField choosing(List<Choice> from) {
        return new ConditionField(name, kind, custom, from);
    }

    /** The same with one more thing to choose from, which comes first. */
    public ConditionField orOf(Choice another) {
        return choosing(Stream.concat(Stream.of(another), choices.stream()).toList());
    }

    /** Whether its values are ids of the workspace's records. */
    public boolean isOfIds() {
        return custom == null && (name.endsWith("_id") || name.endsWith("_ids"));
    }

    /** The message key of its name, unless it is a custom field. */
    public String message() {
        return "field." + name;
    }

    /** Whether what is typed is a number, or may be one: days are counted, and texts with more or less are numbers or days. */
    public boolean takesNumber(Comparison comparison) {
        return comparison.takesValue()
                && (comparison.movesWithTime()
                        || kind == ValueKind.NUMBER
                        || kind == ValueKind.TEXT
                                && (comparison == Comparison.GREATER || comparison == Comparison.LESS));
    }

    /** How many decimals a number in a field can have; the product's own have as many as money. */
    public static int decimals(String name) {
        return name.startsWith(CustomField.PATH) ? LocalNumbers.ANY : 2;
    }

    /** Whether the value is typed rather than chosen; it may be any part of a word. */
    public boolean isTyped(Comparison comparison) {
        return choices.isEmpty() && !isOfIds()
                || comparison == Comparison.CONTAINS
                || comparison == Comparison.NOT_CONTAINS;
    }
}
