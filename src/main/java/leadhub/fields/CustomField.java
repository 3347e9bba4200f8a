package leadhub.fields;

import java.time.Instant;
import java.util.List;

/**
 * A field that a workspace defined for its leads.
 *
 * @param key its name in {@code custom_fields}; never changes
 * @param label its name for people
 * @param kind never changes
 * @param options the options in their order; empty for kinds without options
 * @param position its position among all fields, from 1 without gaps
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
    /** The prefix of its key wherever a lead's fields are named: {@code custom_fields.budget}. */
    public static final String PATH = "custom_fields.";
    /** A workspace has at most this many fields. */
    public static final int MOST = 100;
    /** Labels and options have at most this many code points. */
    public static final int MOST_CHARACTERS = 100;
    /** A field has at most this many options. */
    public static final int MOST_OPTIONS = 100;
    /** Values of text fields have at most this many code points. */
    public static final int MOST_TEXT = 10_000;

    /** Its name in errors, as requests spell it: {@code custom_fields.budget}. */
    public String path() {
        return PATH + key;
    }
}
