package leadhub.tasks;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A task to be added.
 *
 * @param dueOn the due date; null for none
 * @param dueAt the due time, if it isn't the whole day
 * @param reminderMinutes how long before somebody is reminded; null for never
 */
public record NewTask(
        TaskKind kind,
        String title,
        @Nullable LocalDate dueOn,
        @Nullable Instant dueAt,
        @Nullable Integer reminderMinutes,
        @Nullable Long assignedUserId) {

    public NewTask(String title, @Nullable LocalDate dueOn, @Nullable Long assignedUserId) {
        this(TaskKind.TODO, title, dueOn, null, null, assignedUserId);
    }

    /** As a task was. */
    static NewTask like(LeadTask task) {
        return new NewTask(
                task.kind(),
                task.title(),
                task.dueOn(),
                task.hasTime() ? task.dueAt() : null,
                task.reminderMinutes(),
                task.assignedUserId());
    }
}
