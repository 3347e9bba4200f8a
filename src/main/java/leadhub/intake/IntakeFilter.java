package leadhub.intake;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of the ledger; null, or none, for any.
 *
 * @param from the first instant at which it came in
 * @param to the last
 */
public record IntakeFilter(
        Set<IntakeSource> sources,
        @Nullable Long sourceId,
        @Nullable IntakeStatus status,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Long leadId) {
    /** All. */
    public static final IntakeFilter ALL = new IntakeFilter(Set.of(), null, null, null, null, null);

    /** Those of a form or an integration. */
    public static IntakeFilter of(IntakeSource source, long sourceId) {
        return new IntakeFilter(Set.of(source), sourceId, null, null, null, null);
    }

    boolean isEmpty() {
        return equals(ALL);
    }
}
