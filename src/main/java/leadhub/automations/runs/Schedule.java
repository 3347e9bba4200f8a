package leadhub.automations.runs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.automations.Definition;
import leadhub.automations.KnownAutomations;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.triggers.TimedTrigger;
import leadhub.automations.triggers.TriggerKinds;
import leadhub.base.Caller;
import leadhub.events.LeadEvent;
import leadhub.leads.record.LeadEventFacts;
import org.springframework.stereotype.Component;

/** When automations that time starts are due for leads. A workspace that has none pays nothing. */
@Component
class Schedule {
    private final KnownAutomations known;
    private final TriggerKinds triggers;
    private final ScheduleSql sql;
    private final RunMarks marks;

    Schedule(KnownAutomations known, TriggerKinds triggers, ScheduleSql sql, RunMarks marks) {
        this.known = known;
        this.triggers = triggers;
        this.sql = sql;
        this.marks = marks;
    }

    private record Key(long automationId, long leadId) {}

    Optional<TimedTrigger> trigger(Definition definition) {
        return triggers.timed(definition.trigger().type());
    }

    /** Whether the workspace has such automations. */
    boolean isUsed(long workspaceId) {
        return known.all(workspaceId).stream().anyMatch(this::isTimed);
    }

    private boolean isTimed(Known one) {
        return one.automation().isActive() && trigger(one.definition()).isPresent();
    }

    /** Within the transaction of what happened to leads. */
    void happened(Caller caller, List<Known> automations, List<LeadEvent> events) {
        for (var one : automations) {
            if (one.automation().isActive()) {
                trigger(one.definition()).ifPresent(kind -> happened(caller, one, kind, events));
            }
        }
    }

    private void happened(Caller caller, Known one, TimedTrigger kind, List<LeadEvent> events) {
        var config = one.definition().trigger().config();
        var entries = new LinkedHashMap<Key, ScheduleSql.Entry>();
        for (var event : events) {
            if (event.leadId() != 0 && kind.isMovedBy(event, config)) {
                var moment = new TimedTrigger.Moment(
                        new LeadEventFacts(event), event.at(), caller.region().zone());
                // What is due no more is found out, and removed, by whoever looks.
                var dueAt = kind.due(moment, config)
                        .map(TimedTrigger.Due::at)
                        .filter(at -> at.isAfter(event.at()))
                        .orElse(event.at());
                var id = one.automation().id();
                entries.put(new Key(id, event.leadId()), new ScheduleSql.Entry(id, event.leadId(), dueAt));
            }
        }
        set(
                caller.workspaceId(),
                List.copyOf(entries.values()),
                events.getFirst().at(),
                kind.isOnlyPutOff());
    }

    /** Within the transaction that holds the leads. @param isOnlyPutOff whether what is there may stay */
    void set(long workspaceId, List<ScheduleSql.Entry> entries, Instant since, boolean isOnlyPutOff) {
        if (!entries.isEmpty()) {
            sql.set(workspaceId, entries, since, isOnlyPutOff);
            entries.stream()
                    .map(entry -> minute(entry.dueAt()))
                    .distinct()
                    .forEach(minute -> marks.park(workspaceId, minute));
        }
    }

    /** Within a transaction: it is due later. */
    void putOff(long workspaceId, ScheduleSql.Entry entry, Instant dueAt) {
        sql.putOff(workspaceId, entry, dueAt);
        marks.park(workspaceId, minute(dueAt));
    }

    /** One mark serves all that is due within a minute. */
    private static Instant minute(Instant time) {
        var begun = time.truncatedTo(ChronoUnit.MINUTES);
        return begun.equals(time) ? begun : begun.plus(1, ChronoUnit.MINUTES);
    }

    /** Some automations, by what they say of themselves now. */
    Map<Long, Known> automations(long workspaceId) {
        var found = new LinkedHashMap<Long, Known>();
        known.all(workspaceId).stream()
                .filter(this::isTimed)
                .forEach(one -> found.put(one.automation().id(), one));
        return found;
    }
}
