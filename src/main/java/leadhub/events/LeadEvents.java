package leadhub.events;

import java.time.Instant;
import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Effect;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Records what happened to leads, in the transaction of the change, so that nothing happens without an event and no event
 * tells of what didn't happen. The one place that writes events; whoever listens is told here.
 *
 * <p>Public events are numbered for each lead, and their numbers are the lead's own ({@code event_sequence}): the caller
 * holds the lead, and writes the number that it comes to with the change itself.
 */
@Component
public class LeadEvents {
    private final LeadEventSql sql;
    // Asked for late, for listeners call verbs that record events.
    private final SingletonSupplier<List<LeadEventListener>> listeners;
    private final SingletonSupplier<EventSubscribers> subscribers;
    private final SingletonSupplier<EventStarts> starts;

    LeadEvents(
            LeadEventSql sql,
            ObjectProvider<LeadEventListener> listeners,
            ObjectProvider<EventSubscribers> subscribers,
            ObjectProvider<EventStarts> starts) {
        this.sql = sql;
        this.listeners = SingletonSupplier.of(() -> listeners.orderedStream().toList());
        this.subscribers = SingletonSupplier.of(subscribers::getObject);
        this.starts = SingletonSupplier.of(starts::getObject);
    }

    /** Records one event. */
    public void record(Caller caller, Instant at, NewLeadEvent event) {
        record(caller, at, List.of(event));
    }

    /**
     * Records what a visitor did whom nobody knows. Programs outside are told; whoever looks after leads isn't, and nothing starts,
     * for there is no lead to do anything to.
     */
    public void recordUnknown(Caller caller, Instant at, NewLeadEvent event) {
        var recorded = List.of(LeadEvent.of(at, caller.actor(), event));
        var told = caller.brings(Effect.WEBHOOKS)
                ? subscribers.obtain().tell(caller, recorded)
                : List.<EventSubscribers.Matching>of();
        sql.insert(caller, at, List.of(event), told, List.of());
    }

    /** Records events of one moment, in one statement. */
    public void record(Caller caller, Instant at, List<NewLeadEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        var recorded = events.stream()
                .map(event -> LeadEvent.of(at, caller.actor(), event))
                .toList();
        var told = caller.brings(Effect.WEBHOOKS)
                ? subscribers.obtain().tell(caller, recorded)
                : List.<EventSubscribers.Matching>of();
        var started = caller.brings(Effect.AUTOMATIONS)
                ? starts.obtain().start(caller, recorded)
                : List.<EventStarts.Decisions>of();
        sql.insert(caller, at, events, told, started);
        listeners.obtain().forEach(listener -> listener.happened(caller, recorded));
    }
}
