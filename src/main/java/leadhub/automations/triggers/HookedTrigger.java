package leadhub.automations.triggers;

import java.util.Optional;
import leadhub.base.Caller;
import leadhub.events.LeadEvent;
import tools.jackson.databind.node.ObjectNode;

/** Something that comes in at a secret URL, of which each automation has one of its own. */
public interface HookedTrigger extends TriggerKind {
    /** Whether something came in at the URL of an automation. Costs no statement. */
    boolean cameTo(long automationId, LeadEvent event);

    /** Gives an automation a URL, unless it has one: in the transaction that publishes it. */
    void open(Caller caller, long automationId);

    /** Gives it another one; the one of now is good for a day. */
    void rotate(Caller caller, long automationId);

    /** Takes it away: in the transaction that deletes the automation. */
    void close(Caller caller, long automationId);

    /** The URL without its origin; empty if it can't be read. */
    Optional<String> path(Caller caller, long automationId);

    /** Whose URL it was says more than any config. */
    @Override
    default boolean fits(LeadEvent event, ObjectNode config) {
        return isBy(event);
    }
}
