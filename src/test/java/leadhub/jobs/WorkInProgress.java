package leadhub.jobs;

import com.github.kagkarlsson.scheduler.Executor;
import com.github.kagkarlsson.scheduler.Scheduler;
import java.util.List;
import leadhub.automations.runs.RunThreads;
import leadhub.integrations.emailimap.MailboxThreads;
import leadhub.integrations.fetching.FetchThreads;
import leadhub.webhooks.delivery.DispatcherThreads;
import org.springframework.context.ConfigurableApplicationContext;

/** What a server has begun and not yet ended: jobs, runs of automations, what is fetched, read and delivered. */
public final class WorkInProgress {
    private final ConfigurableApplicationContext server;
    private final List<Scheduler> jobs;
    private final List<WorkThreads> threads;
    private final MailboxThreads mailboxes;

    public WorkInProgress(ConfigurableApplicationContext server) {
        this.server = server;
        // A server may leave its jobs to others.
        this.jobs = server.getBeanProvider(Scheduler.class).stream().toList();
        this.threads = List.of(
                server.getBean(RunThreads.class),
                server.getBean(FetchThreads.class),
                server.getBean(DispatcherThreads.class));
        this.mailboxes = server.getBean(MailboxThreads.class);
    }

    /** Whether there is any; none in a server that is stopped. */
    public boolean isAny() {
        return server.isActive()
                && (jobs.stream().anyMatch(WorkInProgress::isAny)
                        || mailboxes.isReading()
                        || !threads.stream().allMatch(WorkThreads::isIdle));
    }

    /** Jobs that wait for a thread, too, of which the scheduler tells nobody. */
    public static boolean isAny(Scheduler jobs) {
        try {
            var field = Scheduler.class.getDeclaredField("executor");
            field.setAccessible(true);
            return ((Executor) field.get(jobs)).getNumberInQueueOrProcessing() > 0;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
