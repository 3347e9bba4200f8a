package leadhub.automations.api;

import java.time.Instant;
import java.util.List;
import leadhub.api.Envelope;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An automation as the API spells it. */
record AutomationView(
        long id,
        String name,
        @Nullable String description,
        boolean isActive,
        JsonNode trigger,
        JsonNode steps,
        String reEntry,
        boolean respectBusinessHours,
        @Nullable JsonNode exitWhen,
        int version,
        boolean needsRepair,
        List<Problem> problems,
        long runsCount,
        @Nullable Instant lastRunAt,
        Instant createdAt,
        Instant updatedAt)
        implements Envelope.Edited {

    /** What speaks against running it. */
    record Problem(String path, String message) {}

    /** Runs are nobody's change, nor is what was deleted elsewhere. */
    @Override
    public Object edited() {
        return new AutomationView(
                id,
                name,
                description,
                isActive,
                trigger,
                steps,
                reEntry,
                respectBusinessHours,
                exitWhen,
                version,
                false,
                List.of(),
                0,
                null,
                createdAt,
                updatedAt);
    }
}
