package leadhub.events;

import leadhub.base.PlainValues;
import org.jspecify.annotations.Nullable;

/**
 * A field before and after, as the API would write it: a text, a number, a list of tags' names, null for nothing. Listeners
 * get it from the change and the feed from the database, so both sides are brought into one form.
 */
public record FieldChange(@Nullable Object from, @Nullable Object to) {
    public FieldChange {
        from = PlainValues.of(from);
        to = PlainValues.of(to);
    }
}
