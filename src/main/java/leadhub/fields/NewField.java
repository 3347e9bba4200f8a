package leadhub.fields;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A custom field to be created.
 *
 * @param key null to derive it from the label
 */
public record NewField(@Nullable String key, String label, FieldKind kind, List<String> options) {

    public NewField(String label, FieldKind kind, List<String> options) {
        this(null, label, kind, options);
    }
}
