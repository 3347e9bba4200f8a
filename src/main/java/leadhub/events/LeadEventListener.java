package leadhub.events;

import java.util.List;
import leadhub.base.Caller;

/**
 * Told of what happened to leads, in the transaction of the change: what a listener writes is there if the change is, and
 * not otherwise; what it throws undoes the change.
 *
 * <p>It is part of somebody's request: it writes its work down in as few statements for many events as for one, does
 * nothing else, and waits for nobody. Locks that it takes come after the leads'.
 */
public interface LeadEventListener {
    /**
     * @param caller who made the change, {@code caller.actor()} its cause
     * @param events in their order, of one moment; of one lead, or of up to a thousand
     */
    void happened(Caller caller, List<LeadEvent> events);
}
