package leadhub.tasks.pages;

import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;

/**
 * A dialog, or a page, with the form of a task.
 *
 * @param lead whose task it is; null where that is still to be chosen
 * @param path where the form goes
 * @param from where one comes from, as a query
 */
public record TaskEdit(TaskFields fields, @Nullable Lead lead, String path, String from) {
    /** Whether the lead is still open. */
    public boolean isNew() {
        return fields.task() == null;
    }
}
