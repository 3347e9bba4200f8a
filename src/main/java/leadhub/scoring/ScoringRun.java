package leadhub.scoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far working out all scores anew has got.
 *
 * @param revision a later one starts it over
 * @param afterId leads up to this id are done
 * @param changed how many of those that are done have another score now
 * @param actor who made it necessary, as JSON
 */
public record ScoringRun(
        long revision,
        long afterId,
        long done,
        long total,
        long changed,
        String actor,
        @Nullable Instant finishedAt) {

    public boolean isFinished() {
        return finishedAt != null;
    }

    /** Never less than what is done: leads may have come in meanwhile. */
    public long shownTotal() {
        return Math.max(1, Math.max(done, total));
    }
}
