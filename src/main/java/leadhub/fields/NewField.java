package leadhub.fields;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A custom field to be made.
 *
 * @param key null for one that follows from the label
 */
public record NewField(@Nullable String key, String label, FieldKind kind, List<String> options) {

    public NewField(String label, FieldKind kind, List<String> options) {
        this(null, label, kind, options);
    }
}
