package leadhub.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.io.Serializable;
import java.time.Clock;
import java.util.UUID;
import leadhub.base.Times;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where a verb leaves work for later: the job is there if its transaction is committed, and not otherwise. */
@Component
public class JobQueue {
    // Asked for late, for the scheduler is made of the jobs, and jobs call verbs that leave jobs.
    private final ObjectProvider<SchedulerClient> scheduler;
    private final Clock clock;

    JobQueue(ObjectProvider<SchedulerClient> scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /**
     * Leaves a job.
     *
     * @param name of a job made by {@link Jobs#once}
     * @param data ids and no secret: it stands in the database as it is
     */
    public void add(String name, Serializable data) {
        var instance = new TaskInstance<>(name, UUID.randomUUID().toString(), data);
        scheduler.getObject().schedule(instance, Times.now(clock));
    }
}
