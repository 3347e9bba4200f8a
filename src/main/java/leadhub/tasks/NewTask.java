package leadhub.tasks;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What is asked of a new task. */
public record NewTask(
        String title, @Nullable LocalDate dueOn, @Nullable Long assignedUserId) {}
