package leadhub.events;

import java.util.List;
import leadhub.base.Caller;

/** What is started by events, in the transaction of what happened; implemented by automations. */
public interface EventStarts {
    /**
     * Starts what has to be started. As listeners, it is part of somebody's request.
     *
     * @return for each event, in the same order, what is kept with it; empty where nothing can be started
     */
    List<Decisions> start(Caller caller, List<LeadEvent> events);

    /**
     * What was decided when an event happened, so that it can be proven later that nothing was missed.
     *
     * @param ids of those that wait for such an event
     * @param outcomes of each, a word
     */
    record Decisions(List<Long> ids, List<String> outcomes) {}
}
