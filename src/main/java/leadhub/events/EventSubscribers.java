package leadhub.events;

import java.util.List;
import leadhub.base.Caller;

/** Those outside who want to be told of events; implemented by webhooks. */
public interface EventSubscribers {
    /**
     * Has them told of what is about to be recorded in the current transaction.
     *
     * @return for each event, in the same order, what is kept with it; empty where there are no subscribers
     */
    List<Matching> tell(Caller caller, List<LeadEvent> events);

    /**
     * Who was asked when an event happened, so that it can be proven later that nobody missed it.
     *
     * @param newest the subscriber with the highest id; all with lower ones were asked too
     * @param unasked those that don't want events of such a kind, as often as the event is such public ones
     * @param unmet those whose conditions weren't met, likewise
     */
    record Matching(long newest, List<Long> unasked, List<Long> unmet) {}
}
