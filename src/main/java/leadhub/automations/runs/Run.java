package leadhub.automations.runs;

import java.time.Instant;
import leadhub.base.CausedBy;
import org.jspecify.annotations.Nullable;

/**
 * A run of an automation for a lead.
 *
 * @param version of the automation that it goes by
 * @param reason one word; null unless it ended early or failed
 * @param resumesAt when a waiting one goes on by itself
 */
public record Run(
        long id,
        long automationId,
        int version,
        long leadId,
        RunStatus status,
        @Nullable String reason,
        CausedBy causedBy,
        @Nullable Instant resumesAt,
        Instant startedAt,
        @Nullable Instant finishedAt) {}
