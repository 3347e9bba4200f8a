package leadhub.bulk;

import leadhub.actions.ActionConfig;
import org.jspecify.annotations.Nullable;

/**
 * A bulk change to be started.
 *
 * @param action the key of its kind
 * @param given its config, not checked yet
 * @param field the form field that errors are reported for; null for the fields of the action
 */
public record NewBulkChange(
        String action, ActionConfig given, @Nullable String field) {
    public NewBulkChange(String action, ActionConfig given) {
        this(action, given, null);
    }
}
