package leadhub.bulk;

import leadhub.actions.ActionConfig;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param action the key of its kind
 * @param given what it is told, not checked yet
 * @param field the field of the form that is to blame for what is wrong with it; null for those of the action
 */
public record NewBulkChange(
        String action, ActionConfig given, @Nullable String field) {
    public NewBulkChange(String action, ActionConfig given) {
        this(action, given, null);
    }
}
