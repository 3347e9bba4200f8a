package leadhub.tasks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks a list has; null asks for nothing.
 *
 * @param leadId of one lead
 * @param userId of one person
 * @param kind the word of one kind
 * @param dueAfter strictly
 * @param dueBefore strictly
 */
public record TaskFilter(
        @Nullable Long leadId,
        @Nullable Long userId,
        @Nullable String kind,
        @Nullable Boolean isDone,
        @Nullable Instant dueAfter,
        @Nullable Instant dueBefore) {}
