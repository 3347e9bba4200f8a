package leadhub.conditions;

import java.util.List;
import java.util.stream.Stream;
import leadhub.fields.CustomField;
import org.jspecify.annotations.Nullable;

/**
 * A field that can be compared with a value.
 *
 * @param name as the API calls it: {@code deal_value}, {@code custom_fields.budget}
 * @param custom the field that the workspace made up; null for one that every lead has
 * @param choices what a value can be; empty if it is typed, or picked from what the workspace has
 */
public record ConditionField(
        String name, ValueKind kind, @Nullable CustomField custom, List<Choice> choices) {
    private static final List<Choice> YES_OR_NO = List.of(Choice.worded("true", "yes"), Choice.worded("false", "no"));
    private static final List<Choice> STATUSES = Stream.of("new", "contacted", "qualified", "converted", "lost")
            .map(word -> Choice.worded(word, "status." + word))
            .toList();

    /**
     * What a value can be.
     *
     * @param label what people call it; null where each language has its own word, under {@code word}
     * @param word the message that words it, which takes the label if there is one; {@code ""} where the label is all
     */
    public record Choice(String value, @Nullable String label, String word) {
        public static Choice worded(String value, String word) {
            return new Choice(value, null, word);
        }
    }

    /** The fields that every lead has. */
    static final List<ConditionField> OF_ALL_LEADS = List.of(
            new ConditionField("status", ValueKind.CHOICE, null, STATUSES),
            own("pipeline_id", ValueKind.CHOICE),
            own("pipeline_stage_id", ValueKind.CHOICE),
            own("assigned_user_id", ValueKind.OPTIONAL_CHOICE),
            // By what they are, whatever they are called; a tag that may come one day goes by its name.
            own("tag_ids", ValueKind.CHOICES),
            own("tags", ValueKind.WORDS),
            own("source", ValueKind.TEXT),
            new ConditionField("starred", ValueKind.YES_NO, null, YES_OR_NO),
            own("lead_score", ValueKind.NUMBER),
            own("deal_value", ValueKind.NUMBER),
            own("created_at", ValueKind.TIME),
            own("updated_at", ValueKind.TIME),
            own("first_name", ValueKind.TEXT),
            own("last_name", ValueKind.TEXT),
            own("email", ValueKind.TEXT),
            own("phone", ValueKind.TEXT),
            own("company", ValueKind.TEXT),
            own("job_title", ValueKind.TEXT),
            own("linkedin_url", ValueKind.TEXT),
            own("country", ValueKind.TEXT),
            own("industry", ValueKind.TEXT),
            own("company_size", ValueKind.TEXT),
            own("notes", ValueKind.TEXT));

    private static ConditionField own(String name, ValueKind kind) {
        return new ConditionField(name, kind, null, List.of());
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

    /** A field that is gone, of which nobody knows any more what it was. */
    static ConditionField gone(String name) {
        return own(name, ValueKind.TEXT);
    }

    /** The same with what the workspace has to choose from. */
    ConditionField choosing(List<Choice> from) {
        return new ConditionField(name, kind, custom, from);
    }

    /** The same with one more thing to choose from, which comes first. */
    public ConditionField orOf(Choice another) {
        return choosing(Stream.concat(Stream.of(another), choices.stream()).toList());
    }

    /** Whether its values are the ids of what the workspace has. */
    boolean isOfIds() {
        return custom == null && (name.endsWith("_id") || name.endsWith("_ids"));
    }

    /** The message that names it, unless the workspace did. */
    public String message() {
        return "field." + name;
    }

    /** Whether the value is typed, and not picked: of a word, any part may be meant. */
    public boolean isTyped(Comparison comparison) {
        return choices.isEmpty() && !isOfIds()
                || comparison == Comparison.CONTAINS
                || comparison == Comparison.NOT_CONTAINS;
    }
}
