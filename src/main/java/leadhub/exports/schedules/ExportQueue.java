package leadhub.exports.schedules;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import leadhub.jobs.JobQueue;
import leadhub.jobs.Jobs.StepResult;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Has files made one after the other, for a large one keeps one of a process's few threads for jobs busy for minutes. Whoever is
 * done calls the job that has waited longest; the others look again by themselves, the more seldom the more of them wait.
 *
 * <p>Limits: one file at a time in a process; 1,000 waiting jobs are remembered.
 */
@Component
class ExportQueue {
    private static final int MOST = 1_000;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final JobQueue jobs;
    private final Semaphore turn = new Semaphore(1);
    private final Set<String> waiting = new LinkedHashSet<>();

    ExportQueue(JobQueue jobs) {
        this.jobs = jobs;
    }

    /** Does a job's work, if it is its turn. */
    StepResult inTurn(String job, Supplier<StepResult> work) {
        if (!turn.tryAcquire()) {
            remember(job);
            return StepResult.WAITING;
        }
        try {
            forget(job);
            return work.get();
        } finally {
            turn.release();
            callNext();
        }
    }

    /** Before whoever waits looks again. */
    synchronized Duration pause() {
        var pause = PAUSE.multipliedBy(Math.max(1, waiting.size()));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** How many jobs wait here. */
    synchronized int waiting() {
        return waiting.size();
    }

    private synchronized void remember(String job) {
        if (waiting.size() < MOST) {
            waiting.add(job);
        }
    }

    private synchronized void forget(String job) {
        waiting.remove(job);
    }

    /** Passes by those that another process has taken meanwhile. */
    private void callNext() {
        for (var job = first(); job != null; job = first()) {
            if (jobs.hasten(ExportJobs.FILE, job)) {
                return;
            }
        }
    }

    private synchronized @Nullable String first() {
        var all = waiting.iterator();
        if (!all.hasNext()) {
            return null;
        }
        var job = all.next();
        all.remove();
        return job;
    }
}
