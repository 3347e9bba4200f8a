package leadhub.automations.runs;

import org.jspecify.annotations.Nullable;

/** Which runs of an automation; null leaves one out of account. */
public record RunFilter(
        @Nullable RunStatus status,
        @Nullable Long leadId,
        @Nullable Integer version) {}
