package leadhub.intake;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import leadhub.web.Turns;
import org.springframework.stereotype.Component;

/**
 * How much of a workspace's entries is worked on at once. While people of other workspaces ask for something it is less, with rests three
 * times as long as the work: whoever sent an entry has had an answer, and they are waiting for the processor.
 */
@Component
class IntakePace {
    /** In one transaction: a commit for each is most of what it costs. */
    private static final int TOGETHER = 25;

    private static final int BESIDE_OTHERS = 5;
    private static final int RESTS = 3;
    private static final Duration MOST_REST = Duration.ofMillis(500);

    private final IntakeWork work;
    private final Turns turns;

    IntakePace(IntakeWork work, Turns turns) {
        this.work = work;
        this.turns = turns;
    }

    /** Works on the next entries, and tells how many that were. */
    int next(long workspaceId) {
        if (!turns.haveOthersAsked(workspaceId)) {
            return work.next(workspaceId, TOGETHER);
        }
        var from = System.nanoTime();
        var done = work.next(workspaceId, BESIDE_OTHERS);
        LockSupport.parkNanos(Math.min(MOST_REST.toNanos(), RESTS * (System.nanoTime() - from)));
        return done;
    }
}
