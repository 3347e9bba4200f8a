package leadhub.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import leadhub.base.Times;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Enqueues jobs in the transaction of a verb: the job exists if the transaction commits, and not otherwise. */
@Component
public class JobQueue {
    // Asked for late, for the scheduler is made of the jobs, and jobs call verbs that leave jobs.
    private final ObjectProvider<Scheduler> scheduler;
    private final Clock clock;

    JobQueue(ObjectProvider<Scheduler> scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /**
     * Enqueues a job.
     *
     * @param name of a job made by {@link Jobs#once}
     * @param data ids and no secret: it stands in the database as it is
     */
    public void add(String name, Object data) {
        schedule(new TaskInstance<>(name, UUID.randomUUID().toString(), data), Duration.ZERO);
    }

    /**
     * Enqueues a job unless one with the same key still waits.
     *
     * @param name of a job made by {@link Jobs#once}
     * @param data ids and no secret: it stands in the database as it is
     */
    public void addOnce(String name, String key, Object data, Duration delay) {
        schedule(new TaskInstance<>(name, key, data), delay);
    }

    /**
     * Leaves a job about a subject; one about the same that still waits is enough.
     *
     * @param name of a job made by {@link Jobs#inSteps}
     */
    public void add(String name, String subject, Duration delay) {
        schedule(new TaskInstance<>(name, subject), delay);
    }

    /** Has a job that waits looked at now; false if it doesn't wait, or runs at this moment. Not within a transaction. */
    public boolean hasten(String name, String subject) {
        var found = scheduler.getObject();
        try {
            if (!found.reschedule(TaskInstanceId.of(name, subject), Times.now(clock))) {
                return false;
            }
        } catch (TaskInstanceException e) {
            return false;
        }
        found.triggerCheckForDueExecutions();
        return true;
    }

    private void schedule(TaskInstance<?> job, Duration delay) {
        var found = scheduler.getObject();
        found.scheduleIfNotExists(job, Times.now(clock).plus(delay));
        if (delay.isZero() && TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    found.triggerCheckForDueExecutions();
                }
            });
        }
    }
}
