package leadhub.pipelines;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stage of a pipeline.
 *
 * @param position from 1 without gaps within the pipeline
 * @param isWon whether leads moved here become converted
 * @param isLost whether leads moved here become lost; never both
 * @param probability how likely it is that leads here are won, from 0 to 100; null where nobody says
 * @param rottingDays for how many days a lead may stay here until it is left lying; null for as long as it likes
 */
public record Stage(
        long id,
        long pipelineId,
        String name,
        String color,
        int position,
        boolean isWon,
        boolean isLost,
        @Nullable Integer probability,
        @Nullable Integer rottingDays,
        Instant createdAt,
        Instant updatedAt) {
    /** Ten years. */
    public static final int MOST_ROTTING_DAYS = 3_650;

    /** What is won is won, and what is lost is lost, unless somebody says otherwise. */
    static @Nullable Integer usualProbability(boolean isWon, boolean isLost) {
        return isWon ? (Integer) 100 : isLost ? (Integer) 0 : null;
    }

    /** Whether a lead has been here for too long; where it is over with leads, none has. */
    public boolean isRotting(Instant since, Instant now) {
        return rottingDays != null && !isWon && !isLost && daysSince(since, now) >= rottingDays;
    }

    /** For how many whole days a lead has been here. */
    public static long daysSince(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toDays());
    }
}
