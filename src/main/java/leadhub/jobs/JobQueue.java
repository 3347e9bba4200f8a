package leadhub.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Takes jobs that run once, later: in the transaction of whoever asks for them, so that they run if it commits. */
@Component
public class JobQueue {
    /** Asked for late: the scheduler knows the jobs, and those who do the jobs ask for more of them. */
    private final ObjectProvider<SchedulerClient> scheduler;

    private final Clock clock;

    JobQueue(ObjectProvider<SchedulerClient> scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /**
     * Adds a job.
     *
     * @param name of one that {@link Jobs#inSlices} made
     * @param subject what it is about; a job about the same that still waits is enough
     */
    public void add(String name, String subject, Duration delay) {
        scheduler
                .getObject()
                .scheduleIfNotExists(
                        new TaskInstance<>(name, subject), clock.instant().plus(delay));
    }
}
