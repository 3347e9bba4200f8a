package leadhub.automations.runs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step that a run has begun.
 *
 * @param place its number in the run, from 1
 * @param status {@code running}, {@code waiting}, {@code completed}, {@code failed}, {@code stopped}, {@code skipped} or
 *     {@code cancelled}
 * @param attempt the last one, from 1
 * @param outcome what came of it, as JSON
 */
public record RunStep(
        int place,
        String stepId,
        String type,
        @Nullable String action,
        String status,
        int attempt,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String outcome,
        @Nullable String error) {}
