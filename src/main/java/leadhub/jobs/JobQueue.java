package leadhub.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Has a job done as soon as the transaction that asks for it is committed, or not at all. */
@Component
public class JobQueue {
    /** Jobs go by the machine's time. */
    private final Clock machine = Clock.systemUTC();

    // Asked for late: the scheduler knows all jobs, and some of them ask for more.
    private final ObjectProvider<Scheduler> scheduler;

    JobQueue(ObjectProvider<Scheduler> scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Has a job done by one of the server processes. Called inside a verb's transaction.
     *
     * @param instance which one of the jobs of that name; the same twice is one
     */
    public void soon(String name, String instance) {
        var found = scheduler.getObject();
        found.scheduleIfNotExists(new TaskInstance<>(name, instance), machine.instant());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                found.triggerCheckForDueExecutions();
            }
        });
    }
}
