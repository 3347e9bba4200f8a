package leadhub.tasks;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import leadhub.base.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A task to be done for a lead.
 *
 * @param dueOn the last day on which it isn't overdue, wherever one is; null if there is no due date
 * @param dueAt the last moment at which it isn't overdue; null if there is no due date
 * @param hasTime whether it is due at that moment, and not just on that day
 * @param reminderMinutes how long before somebody is reminded; null for never
 * @param assignedUserId who it is assigned to; null if unassigned
 * @param doneAt when it was completed; null while it is open
 */
public record LeadTask(
        long id,
        long leadId,
        TaskKind kind,
        String title,
        @Nullable LocalDate dueOn,
        @Nullable Instant dueAt,
        boolean hasTime,
        @Nullable Integer reminderMinutes,
        @Nullable Long assignedUserId,
        @Nullable Instant doneAt,
        @Nullable Actor doneBy,
        Instant createdAt,
        Actor createdBy,
        Instant updatedAt) {
    /** Titles have at most this many code points. */
    public static final int MOST_CHARACTERS = 255;

    /** Four weeks. */
    public static final int MOST_REMINDER_MINUTES = 40_320;

    /** Of a day without a time people are reminded as if it were due when work begins. */
    public static final LocalTime MORNING = LocalTime.of(9, 0);

    LeadTask withTerms(Terms terms) {
        var due = terms.due();
        return new LeadTask(
                id,
                leadId,
                terms.kind(),
                terms.title(),
                due == null ? null : due.on(),
                due == null ? null : due.at(),
                due != null && due.hasTime(),
                terms.reminderMinutes(),
                terms.assignedUserId(),
                doneAt,
                doneBy,
                createdAt,
                createdBy,
                updatedAt);
    }

    /** What people say of a task. */
    record Terms(
            TaskKind kind,
            String title,
            @Nullable Due due,
            @Nullable Integer reminderMinutes,
            @Nullable Long assignedUserId) {}

    /** When somebody is reminded; null for never. */
    @Nullable
    Instant remindAt(ZoneId zone) {
        if (reminderMinutes == null || dueOn == null || dueAt == null) {
            return null;
        }
        var due = hasTime ? dueAt : dueOn.atTime(MORNING).atZone(zone).toInstant();
        return due.minus(Duration.ofMinutes(reminderMinutes));
    }

    LeadTask doneBy(@Nullable Instant at, @Nullable Actor actor) {
        return with(at, actor, updatedAt);
    }

    LeadTask updated(Instant now) {
        return with(doneAt, doneBy, now);
    }

    private LeadTask with(@Nullable Instant doneAt, @Nullable Actor doneBy, Instant updatedAt) {
        return new LeadTask(
                id,
                leadId,
                kind,
                title,
                dueOn,
                dueAt,
                hasTime,
                reminderMinutes,
                assignedUserId,
                doneAt,
                doneBy,
                createdAt,
                createdBy,
                updatedAt);
    }
}
