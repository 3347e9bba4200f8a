package leadhub.tasks;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a new task.
 *
 * @param dueOn the day that it is due; null for whenever
 * @param dueAt the moment, if it is not all of a day
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
