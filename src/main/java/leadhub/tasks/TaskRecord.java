package leadhub.tasks;

import java.time.Clock;
import java.util.Objects;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.events.LeadEventKind;
import leadhub.events.LeadEvents;
import leadhub.events.NewLeadEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down what became of tasks, as events of their leads and in the audit record. */
@Component
class TaskRecord {
    private final LeadEvents events;
    private final Audit audit;
    private final Clock clock;

    TaskRecord(LeadEvents events, Audit audit, Clock clock) {
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param before null for one that was added, as {@code after} is for one that was removed */
    void write(Caller caller, LeadEventKind kind, String action, @Nullable LeadTask before, @Nullable LeadTask after) {
        var task = after != null ? after : Objects.requireNonNull(before);
        events.record(caller, Times.now(clock), NewLeadEvent.task(kind, task.leadId(), task.id(), task.title()));
        audit.record(caller, action, task.id(), before, after);
    }
}
