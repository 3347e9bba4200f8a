package leadhub.fields;

import java.time.Instant;
import java.util.List;

/**
 * A field that a workspace made up for its leads.
 *
 * @param key what it is called in {@code custom_fields}; stays as it was made
 * @param label what people call it
 * @param kind stays as it was made
 * @param options what there is to choose from, in its order; empty for kinds without a choice
 * @param position its place among all fields, from 1 without gaps
 */
public record CustomField(
        long id,
        String key,
        String label,
        FieldKind kind,
        List<String> options,
        int position,
        Instant createdAt,
        Instant updatedAt) {
    /** What stands before the key wherever fields of a lead are named: {@code custom_fields.budget}. */
    public static final String PATH = "custom_fields.";
    /** A workspace has at most this many fields. */
    public static final int MOST = 100;
    /** Labels and options have at most this many code points. */
    public static final int MOST_CHARACTERS = 100;
    /** There are at most this many options to choose from. */
    public static final int MOST_OPTIONS = 100;
    /** What stands in a text field has at most this many code points. */
    public static final int MOST_TEXT = 10_000;

    /** How a request spells it in its errors: {@code custom_fields.budget}. */
    public String path() {
        return PATH + key;
    }
}
