package leadhub.pipelines;

import java.time.Instant;

/**
 * A stage of a pipeline.
 *
 * @param position from 1 without gaps within the pipeline
 * @param isWon whether leads moved here become converted
 * @param isLost whether leads moved here become lost; never both
 */
public record Stage(
        long id,
        long pipelineId,
        String name,
        String color,
        int position,
        boolean isWon,
        boolean isLost,
        Instant createdAt,
        Instant updatedAt) {}
