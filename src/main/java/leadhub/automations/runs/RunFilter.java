package leadhub.automations.runs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which runs of an automation; null leaves one out of account.
 *
 * @param from and to: when they began, the end left out
 */
public record RunFilter(
        @Nullable RunStatus status,
        @Nullable Long leadId,
        @Nullable Integer version,
        @Nullable Instant from,
        @Nullable Instant to) {
    public RunFilter(@Nullable RunStatus status, @Nullable Long leadId, @Nullable Integer version) {
        this(status, leadId, version, null, null);
    }
}
