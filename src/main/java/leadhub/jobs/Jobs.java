package leadhub.jobs;

import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteReschedule;
import com.github.kagkarlsson.scheduler.task.FailureHandler.ExponentialBackoffFailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.function.Predicate;

/** Makes jobs for db-scheduler, which keeps them in the database and shares them out among the server processes. */
public final class Jobs {
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(5);

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

    /**
     * Long work about a subject, done in slices so that other jobs come in between. A slice may run twice; one that
     * throws is tried again after 5 seconds, then 10, 20, and so on.
     *
     * @param slice does some of it, and says whether there is more to do
     */
    public static Task<?> inSlices(String name, Predicate<String> slice) {
        return Tasks.custom(name, Void.class)
                .onFailure(new ExponentialBackoffFailureHandler<>(BEFORE_NEXT_TRY, 2))
                .onDeadExecutionRevive()
                .execute((instance, context) -> slice.test(instance.getId())
                        ? new OnCompleteReschedule<>(FixedDelay.of(Duration.ZERO))
                        : new OnCompleteRemove<>());
    }
}
