package leadhub.webhooks.log;

import java.time.Instant;

/**
 * What became of the events of a time at one webhook. Each event is counted once: as delivered, also if a replay did it; else
 * as waiting while an attempt or a replay is due; else as what its delivery ended with.
 *
 * @param from where the time begins: no earlier than what is kept
 * @param events those that happened in that time, by the events themselves
 * @param before how many of them happened before the webhook was there, or while it was being made known, and are none of its business
 * @param unasked those of kinds that it didn't want at the time
 * @param unmet those of leads that didn't meet its conditions at the time
 */
public record Arrival(
        Instant from,
        Instant to,
        long events,
        long before,
        long delivered,
        long waiting,
        long failed,
        long aborted,
        long skipped,
        long unasked,
        long unmet) {
    /** The events that count for the webhook. */
    public long counted() {
        return events - before;
    }

    /** Those that didn't arrive and are tried no more. */
    public long exhausted() {
        return failed + aborted + skipped;
    }

    public long filteredOut() {
        return unasked + unmet;
    }

    /** How many events nobody can account for: 0, unless something is wrong with LeadHub. */
    public long difference() {
        return counted() - delivered - waiting - exhausted() - filteredOut();
    }
}
