package leadhub.scoring;

import java.time.Instant;
import leadhub.base.Actor;
import org.jspecify.annotations.Nullable;

/**
 * The progress of recalculating all scores.
 *
 * @param revision a later one starts it over
 * @param afterId leads up to this id are done
 * @param changed how many scores have changed so far
 * @param actor who caused it
 * @param writtenSince transactions from this one on may have written scores by what was true before
 * @param passedAt when all leads had been gone through once; null before
 */
public record ScoringRun(
        long revision,
        long afterId,
        long done,
        long total,
        long changed,
        Actor actor,
        long writtenSince,
        Phase phase,
        @Nullable Instant passedAt,
        @Nullable Instant finishedAt) {

    /** The phases, in order. */
    public enum Phase {
        /** Going through all leads. */
        PASSING,
        /** Until every process has heard of the change, and none begins to write by what was true before. */
        HEARING,
        /** Until those who had begun by then are done. */
        SETTLING,
        /** Going once more through the leads that were written meanwhile. */
        LOOKING_AGAIN,
        FINISHED
    }

    public boolean isFinished() {
        return phase == Phase.FINISHED;
    }

    /** The progress after so many more leads. */
    ScoringRun passed(long toId, int leads, int rescored) {
        var more = phase == Phase.PASSING ? leads : 0;
        return new ScoringRun(
                revision,
                toId,
                done + more,
                total,
                changed + rescored,
                actor,
                writtenSince,
                phase,
                passedAt,
                finishedAt);
    }

    /** The progress at the end of this phase. */
    ScoringRun end(Instant now) {
        var isOver = phase == Phase.LOOKING_AGAIN;
        return new ScoringRun(
                revision,
                0,
                done,
                total,
                changed,
                actor,
                writtenSince,
                isOver ? Phase.FINISHED : Phase.HEARING,
                isOver ? passedAt : now,
                isOver ? now : null);
    }

    /** Never less than what is done: leads may have come in meanwhile. */
    public long shownTotal() {
        return Math.max(1, Math.max(done, total));
    }
}
