package leadhub.tasks;

import java.time.Instant;
import java.time.LocalDate;
import leadhub.base.Change;
import org.jspecify.annotations.Nullable;

/**
 * What is changed about a task.
 *
 * @param dueOn the day that it is due; the same day alone leaves the moment as it is
 * @param dueAt the moment, which goes before the day; null for all of that day
 * @param reminderMinutes how long before somebody is reminded; null for never
 * @param doneAt when it was done; null opens it again
 */
public record TaskChange(
        Change<TaskKind> kind,
        Change<String> title,
        Change<@Nullable LocalDate> dueOn,
        Change<@Nullable Instant> dueAt,
        Change<@Nullable Integer> reminderMinutes,
        Change<@Nullable Long> assignedUserId,
        Change<@Nullable Instant> doneAt) {

    public TaskChange(Change<String> title, Change<@Nullable LocalDate> dueOn, Change<@Nullable Long> assignedUserId) {
        this(Change.keep(), title, dueOn, Change.keep(), Change.keep(), assignedUserId, Change.keep());
    }

    /** To another time alone. @param dueAt null for all of the day */
    public static TaskChange toDue(LocalDate dueOn, @Nullable Instant dueAt) {
        return new TaskChange(
                Change.keep(),
                Change.keep(),
                Change.set(dueOn),
                Change.set(dueAt),
                Change.keep(),
                Change.keep(),
                Change.keep());
    }

    /** To what a task was, but for whether it was done. */
    static TaskChange backTo(LeadTask before) {
        var was = NewTask.like(before);
        return new TaskChange(
                Change.set(was.kind()),
                Change.set(was.title()),
                Change.set(was.dueOn()),
                Change.set(was.dueAt()),
                Change.set(was.reminderMinutes()),
                Change.set(was.assignedUserId()),
                Change.keep());
    }
}
