package leadhub.tasks;

import java.time.Instant;
import java.time.LocalDate;
import leadhub.base.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Something to do for a lead.
 *
 * @param dueOn the last day that it is in time, wherever one looks from; null for whenever
 * @param assignedUserId who is to do it; null for nobody yet
 * @param doneAt null as long as it is open
 */
public record LeadTask(
        long id,
        long leadId,
        String title,
        @Nullable LocalDate dueOn,
        @Nullable Long assignedUserId,
        @Nullable Instant doneAt,
        @Nullable Actor doneBy,
        Instant createdAt,
        Actor createdBy) {
    /** Titles have at most this many code points. */
    public static final int MOST_CHARACTERS = 255;
}
