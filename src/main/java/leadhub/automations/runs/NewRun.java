package leadhub.automations.runs;

import java.time.Instant;
import leadhub.automations.Automation;
import leadhub.automations.ReEntry;
import leadhub.base.CausedBy;

/**
 * A run to be started.
 *
 * @param eventKey what starts it
 * @param changes by field, as JSON
 * @param dueAt when its first step begins
 * @param isGathering whether what happens until then belongs to it
 */
record NewRun(
        long automationId,
        int version,
        ReEntry reEntry,
        long leadId,
        String eventKey,
        CausedBy causedBy,
        int depth,
        String changes,
        Instant dueAt,
        boolean isGathering) {

    static NewRun of(
            Automation automation,
            long leadId,
            String eventKey,
            CausedBy causedBy,
            String changes,
            Instant now,
            int debounceSeconds) {
        return new NewRun(
                automation.id(),
                automation.version(),
                automation.reEntry(),
                leadId,
                eventKey,
                causedBy,
                causedBy.depth() + 1,
                changes,
                now.plusSeconds(debounceSeconds),
                debounceSeconds > 0);
    }
}
