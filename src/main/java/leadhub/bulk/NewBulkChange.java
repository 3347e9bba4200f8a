package leadhub.bulk;

import java.util.function.UnaryOperator;
import leadhub.actions.ActionConfig;
import org.jspecify.annotations.Nullable;

/**
 * A bulk change to be started.
 *
 * @param action the key of its kind
 * @param given its config, not checked yet
 * @param path from the key of a field of the action to how errors name it
 * @param createsTags whether a tag that isn't there yet is made
 */
public record NewBulkChange(String action, ActionConfig given, UnaryOperator<String> path, boolean createsTags) {
    public NewBulkChange(String action, ActionConfig given) {
        this(action, given, key -> key, true);
    }

    /** @param field the form field that errors are reported for; null for the fields of the action */
    public NewBulkChange(String action, ActionConfig given, @Nullable String field) {
        this(action, given, key -> field == null ? key : field, true);
    }
}
