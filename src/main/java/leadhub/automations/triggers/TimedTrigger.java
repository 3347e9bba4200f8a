package leadhub.automations.triggers;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import leadhub.conditions.Facts;
import leadhub.events.LeadEvent;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that time brings about. When it is due is kept for each lead, and moved by what happens to it, so that nobody
 * looks through all leads.
 */
public interface TimedTrigger extends TriggerKind {
    /** @param key what starts a run once for a lead */
    record Due(Instant at, String key) {}

    /**
     * A lead as it is now.
     *
     * @param lastActivity when people, programs or the lead itself did something last
     */
    record Moment(Facts lead, Instant lastActivity, ZoneId zone) {}

    /** When it is due for a lead; empty for never. */
    Optional<Due> due(Moment moment, ObjectNode config);

    /** Whether it may be due at another time after an event. Costs no statement. */
    boolean isMovedBy(LeadEvent event, ObjectNode config);

    /** Whether events only ever put it off, so that it is enough to work out the time when it has come. */
    boolean isOnlyPutOff();

    @Override
    default boolean isBy(LeadEvent event) {
        return false;
    }

    @Override
    default boolean fits(LeadEvent event, ObjectNode config) {
        return false;
    }
}
