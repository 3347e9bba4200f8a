package leadhub.scoring;

import java.time.Instant;
import leadhub.base.Actor;
import org.jspecify.annotations.Nullable;

/**
 * How far working out all scores anew has got.
 *
 * @param revision a later one starts it over
 * @param afterId leads up to this id are done
 * @param changed how many of those that are done have another score now
 * @param actor who made it necessary
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

    /** What comes next. */
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

    /** So many leads further on. */
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

    /** All leads have been gone through in this phase. */
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
