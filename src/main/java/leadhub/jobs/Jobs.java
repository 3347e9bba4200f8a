package leadhub.jobs;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;

/** Makes jobs for db-scheduler, which keeps them in the database and shares them out among the server processes. */
public final class Jobs {
    private Jobs() {}

    /**
     * Work that is done again and again, by one process at a time. It may run twice; what it throws is logged, and it
     * is tried again after the pause.
     *
     * @param pause between the end of one run and the start of the next
     */
    public static Task<?> every(Duration pause, String name, Runnable work) {
        return Tasks.recurring(name, FixedDelay.of(pause)).execute((instance, context) -> work.run());
    }
}
