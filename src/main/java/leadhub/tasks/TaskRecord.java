package leadhub.tasks;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import leadhub.audit.Audit;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.events.LeadEventKind;
import leadhub.events.LeadEvents;
import leadhub.events.NewLeadEvent;
import leadhub.notifications.NewNotification;
import leadhub.notifications.NotificationKind;
import leadhub.notifications.Notifications;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down what became of tasks, as events of their leads and in the audit record. */
@Component
class TaskRecord {
    private final LeadEvents events;
    private final Audit audit;
    private final Notifications notifications;
    private final Clock clock;

    TaskRecord(LeadEvents events, Audit audit, Notifications notifications, Clock clock) {
        this.events = events;
        this.audit = audit;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** @param before null for one that was added, as {@code after} is for one that was removed */
    void write(Caller caller, LeadEventKind kind, String action, @Nullable LeadTask before, @Nullable LeadTask after) {
        var task = after != null ? after : Objects.requireNonNull(before);
        events.record(caller, Times.now(clock), NewLeadEvent.task(kind, task.leadId(), task.id(), task.title()));
        audit.record(caller, action, task.id(), before, after);
        var worker = after == null ? null : after.assignedUserId();
        if (worker != null && isNews(before, worker) && !isBy(caller.actor(), worker)) {
            var told = NewNotification.ofLead(
                    worker,
                    NotificationKind.TASK_ASSIGNED,
                    task.leadId(),
                    "task_assigned",
                    caller.actor().name(),
                    task.title());
            notifications.tell(caller, List.of(told));
        }
    }

    private static boolean isNews(@Nullable LeadTask before, long worker) {
        var was = before == null ? null : before.assignedUserId();
        return was == null || was != worker;
    }

    private static boolean isBy(Actor actor, long userId) {
        return actor.kind() == Actor.Kind.USER && actor.id() == userId;
    }
}
