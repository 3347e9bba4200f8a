package leadhub.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import leadhub.base.Times;
import leadhub.jobs.WorkThreads;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Works on what waits, with the server. One workspace after the other has its turn, so that none waits for another's flood. */
@Component
public class IntakeThreads extends WorkThreads {
    private static final int THREADS = 3;
    private static final int TURN = 50;

    private final IntakePace pace;
    private final IntakeDueSql due;
    private final IntakeQueue queue;
    private final Clock clock;
    /** The workspaces that a thread is at; true if there has come more since it began. */
    private final Map<Long, Boolean> at = new ConcurrentHashMap<>();

    /** How often to look for what others have left; and whether at all, which commands don't. */
    @Component
    record Limits(
            @Value("${leadhub.intake.poll:1s}") Duration poll,
            @Value("${leadhub.intake.work:true}") boolean isOn) {}

    IntakeThreads(IntakePace pace, IntakeDueSql due, IntakeQueue queue, Clock clock, Limits limits) {
        super(queue, new Plan("intake", THREADS, limits.poll(), limits.isOn()));
        this.pace = pace;
        this.due = due;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    protected List<Long> due(int most) {
        return due.due(Times.now(clock), most);
    }

    /** One thread at a time is at a workspace: several would slow down others, and take what one takes together. */
    @Override
    protected void look(long workspaceId) {
        var isAtIt = Boolean.TRUE.equals(at.compute(workspaceId, (id, more) -> more != null));
        if (isAtIt) {
            return;
        }
        try {
            work(workspaceId);
        } finally {
            at.computeIfPresent(workspaceId, (id, more) -> {
                if (more) {
                    queue.add(workspaceId);
                }
                return null;
            });
        }
    }

    /** The marks go when nothing waits any more; until then they bring somebody back, whoever is at it and killed. */
    private void work(long workspaceId) {
        var begun = Times.now(clock);
        var done = 0;
        while (done < TURN && isRunning()) {
            var next = pace.next(workspaceId);
            if (next == 0) {
                if (!due.isAnyWaiting(workspaceId, begun)) {
                    due.take(workspaceId, begun);
                }
                return;
            }
            done += next;
        }
        queue.add(workspaceId);
    }
}
