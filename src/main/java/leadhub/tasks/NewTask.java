package leadhub.tasks;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A task to be added.
 *
 * @param dueOn the due date; null for none
 * @param dueAt the due time, if it isn't the whole day
 */
public record NewTask(
        String title,
        @Nullable LocalDate dueOn,
        @Nullable Instant dueAt,
        @Nullable Long assignedUserId) {

    public NewTask(String title, @Nullable LocalDate dueOn, @Nullable Long assignedUserId) {
        this(title, dueOn, null, assignedUserId);
    }
}
