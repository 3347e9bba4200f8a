package leadhub.intake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How something goes by which leads come in: when the latest ones came, and what failed.
 *
 * @param lastAt when the last one came, tests too; null if nothing has
 * @param recent when the latest ones came that are no tests, the newest first
 * @param failedAt when the last one failed that hasn't succeeded since; null for none
 * @param reason why
 */
public record IntakePulse(
        @Nullable Instant lastAt,
        List<Instant> recent,
        @Nullable Instant failedAt,
        @Nullable IntakeReason reason) {
    static final IntakePulse NONE = new IntakePulse(null, List.of(), null, null);
}
