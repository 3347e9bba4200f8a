package leadhub.tasks;

import java.time.Instant;
import java.time.LocalDate;
import leadhub.base.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A task to be done for a lead.
 *
 * @param dueOn the last day on which it isn't overdue, in the viewer's own time zone; null if there is no due date
 * @param dueAt the last moment at which it isn't overdue; null if there is no due date
 * @param assignedUserId who it is assigned to; null if unassigned
 * @param doneAt when it was completed; null while it is open
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
