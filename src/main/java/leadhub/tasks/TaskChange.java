package leadhub.tasks;

import java.time.Instant;
import java.time.LocalDate;
import leadhub.base.Change;
import org.jspecify.annotations.Nullable;

/**
 * What is changed about a task.
 *
 * @param dueOn the day that it is due, as the panel asks for it; the same day leaves the moment alone, which people don't see
 * @param dueAt the moment; goes before the day
 * @param doneAt when it was done; null opens it again
 */
public record TaskChange(
        Change<String> title,
        Change<@Nullable LocalDate> dueOn,
        Change<@Nullable Instant> dueAt,
        Change<@Nullable Long> assignedUserId,
        Change<@Nullable Instant> doneAt) {

    public TaskChange(Change<String> title, Change<@Nullable LocalDate> dueOn, Change<@Nullable Long> assignedUserId) {
        this(title, dueOn, Change.keep(), assignedUserId, Change.keep());
    }

    /** To what a task was, but for whether it was done. */
    static TaskChange backTo(LeadTask before) {
        return new TaskChange(
                Change.set(before.title()),
                Change.set(before.dueOn()),
                before.dueAt() == null ? Change.keep() : Change.set(before.dueAt()),
                Change.set(before.assignedUserId()),
                Change.keep());
    }
}
