package leadhub.tasks;

import java.time.Instant;
import java.time.LocalDate;
import leadhub.base.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Something to do for a lead.
 *
 * @param dueOn the last day that it is in time, wherever one looks from; null for whenever
 * @param dueAt the last moment that it is in time
 * @param assignedUserId who is to do it; null for nobody yet
 * @param doneAt null as long as it is open
 */
public record LeadTask(
        long id,
        long leadId,
        String title,
        @Nullable LocalDate dueOn,
        @Nullable Instant dueAt,
        @Nullable Long assignedUserId,
        @Nullable Instant doneAt,
        @Nullable Actor doneBy,
        Instant createdAt,
        Actor createdBy,
        Instant updatedAt) {
    /** Titles have at most this many code points. */
    public static final int MOST_CHARACTERS = 255;

    LeadTask withTerms(String other, @Nullable Due due, @Nullable Long userId) {
        return new LeadTask(
                id,
                leadId,
                other,
                due == null ? null : due.on(),
                due == null ? null : due.at(),
                userId,
                doneAt,
                doneBy,
                createdAt,
                createdBy,
                updatedAt);
    }

    LeadTask doneBy(@Nullable Instant at, @Nullable Actor actor) {
        return new LeadTask(
                id, leadId, title, dueOn, dueAt, assignedUserId, at, actor, createdAt, createdBy, updatedAt);
    }

    LeadTask updated(Instant now) {
        return new LeadTask(id, leadId, title, dueOn, dueAt, assignedUserId, doneAt, doneBy, createdAt, createdBy, now);
    }
}
