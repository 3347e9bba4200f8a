package leadhub.tasks;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A task to be added. */
public record NewTask(
        String title, @Nullable LocalDate dueOn, @Nullable Long assignedUserId) {}
