package leadhub.automations.runs;

import java.time.Instant;
import java.util.Map;

/**
 * What became of the events of a time at one automation. Events say what was decided when they happened; runs are counted by
 * themselves.
 *
 * @param from where the time begins: no earlier than what is kept
 * @param events those that it waits for, with what time brought about
 * @param started the runs that events or time started
 * @param skipped how many events started none, by the reason
 * @param others the runs that people, programs or other automations started: they come from no event
 */
public record Reconciliation(
        Instant from, Instant to, long events, long started, Map<Decision, Long> skipped, long others) {

    public long skippedInAll() {
        return skipped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many events nobody can account for: 0, unless something is wrong with LeadHub. */
    public long difference() {
        return events - started - skippedInAll();
    }
}
