package leadhub.automations;

import java.time.Instant;
import leadhub.automations.steps.Term;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done when something happens to a lead.
 *
 * @param version the newest, which new runs take
 * @param respectsHours whether actions wait for business hours
 * @param exitWhen what ends waiting runs; null for nothing
 * @param listens whether runs may wait for what happens to their leads
 * @param runsCount those that were begun
 */
public record Automation(
        long id,
        String name,
        @Nullable String description,
        boolean isActive,
        int version,
        ReEntry reEntry,
        boolean respectsHours,
        Term.@Nullable Group exitWhen,
        boolean listens,
        long runsCount,
        @Nullable Instant lastRunAt,
        Instant createdAt,
        Instant updatedAt) {
    /** The most of a workspace. */
    public static final int MOST = 500;

    public static final int MOST_NAME_CHARACTERS = 255;
    public static final int MOST_DESCRIPTION_CHARACTERS = 10_000;
}
