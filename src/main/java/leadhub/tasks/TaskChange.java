package leadhub.tasks;

import java.time.LocalDate;
import leadhub.base.Change;
import org.jspecify.annotations.Nullable;

/** What is changed about a task. */
public record TaskChange(
        Change<String> title, Change<@Nullable LocalDate> dueOn, Change<@Nullable Long> assignedUserId) {}
