package leadhub.jobs;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import leadhub.base.database.NetworkTimeout;
import leadhub.base.database.RetryOnConflict;

/** Defines jobs for db-scheduler, which stores them in the database and distributes them among the server processes. */
public final class Jobs {
    private static final List<Duration> PAUSES = Stream.of(1, 5, 15, 30, 60, 120, 240, 360, 480)
            .map(Duration::ofMinutes)
            .toList();

    /** A long job gives way to others after this. */
    private static final Duration TURN = Duration.ofSeconds(10);

    private static final Duration PAUSE_WHILE_WAITING = Duration.ofSeconds(2);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(15);
    private static final int MOST_FAILURES = 20;

    /** For an answer of the database: some statements change a million leads. A database that is gone ends it sooner. */
    private static final Duration NETWORK_TIMEOUT = Duration.ofMinutes(10);

    private Jobs() {}

    /** The result of a step of a long job. */
    public enum StepResult {
        /** More steps are left. */
        MORE,
        /** It has to wait for its turn. */
        WAITING,
        /** The job is finished. */
        DONE
    }

    /**
     * Work that is done again and again, by one process at a time. It may run twice; what it throws is logged, and it
     * is tried again after the pause.
     *
     * @param pause between the end of one run and the start of the next
     */
    public static Task<?> every(Duration pause, String name, Runnable work) {
        return Tasks.recurring(name, FixedDelay.of(pause)).execute((instance, context) -> {
            patiently(() -> RetryOnConflict.run(() -> {
                work.run();
                return true;
            }));
        });
    }

    /**
     * Work that is done once and may run twice, but not for a mere {@link RetryOnConflict conflict}: it may have called
     * somebody outside. What it throws is logged, and it is tried again after 1, 5, 15 and 30
     * minutes, then 1, 2, 4, 6 and 8 hours; after a day it is given up, and at once when it is {@link Hopeless}. What is
     * {@link Postponed} runs at its time, however often.
     *
     * @param data a record that is kept as JSON while it waits: its members may grow, and keep their names
     * @param givenUp told of the last failure
     */
    public static <T> Task<T> once(String name, Class<T> data, Consumer<T> work, BiConsumer<T, Throwable> givenUp) {
        return Tasks.custom(name, data)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) -> {
                    var failures = complete.getExecution().consecutiveFailures;
                    var cause = complete.getCause().orElseGet(() -> new IllegalStateException("The job was cut off."));
                    if (failures < PAUSES.size() && !(cause instanceof Hopeless)) {
                        operations.reschedule(complete, complete.getTimeDone().plus(PAUSES.get(failures)));
                        return;
                    }
                    operations.stop();
                    givenUp.accept(
                            data.cast(complete.getExecution().taskInstance.getData()), cause);
                })
                .execute((instance, context) -> {
                    try {
                        patiently(() -> {
                            work.accept(instance.getData());
                            return true;
                        });
                        return new CompletionHandler.OnCompleteRemove<>();
                    } catch (Postponed e) {
                        return (complete, operations) -> operations.reschedule(complete, e.until());
                    }
                });
    }

    /**
     * Work that is done once, step by step; {@link JobQueue} asks for it. A step may be taken twice, also by two
     * processes at once. What it throws is logged, and it is tried again 15 seconds later; after 20 failures in a row it
     * is given up. It goes on where it was after its process is gone.
     *
     * @param step takes the next step of an instance
     * @param giveUp ends an instance that only fails
     */
    public static Task<?> inSteps(String name, Function<String, StepResult> step, Consumer<String> giveUp) {
        return inSteps(name, step, giveUp, () -> PAUSE_WHILE_WAITING);
    }

    /** @param pause before it looks again whether it is its turn, where it has to wait */
    public static Task<?> inSteps(
            String name, Function<String, StepResult> step, Consumer<String> giveUp, Supplier<Duration> pause) {
        return Tasks.custom(name, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(PAUSE_AFTER_FAILURE))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    if (context.getExecution().consecutiveFailures >= MOST_FAILURES) {
                        giveUp.accept(instance.getId());
                        return new CompletionHandler.OnCompleteRemove<>();
                    }
                    return completed(patiently(() -> turn(instance.getId(), context, step)), pause);
                });
    }

    private static StepResult turn(String id, ExecutionContext context, Function<String, StepResult> step) {
        var end = System.nanoTime() + TURN.toNanos();
        var result = step(id, step);
        while (result == StepResult.MORE
                && System.nanoTime() < end
                && !context.getSchedulerState().isShuttingDown()) {
            result = step(id, step);
        }
        return result;
    }

    private static StepResult step(String id, Function<String, StepResult> step) {
        return RetryOnConflict.run(() -> step.apply(id));
    }

    private static <T> T patiently(Supplier<T> work) {
        return NetworkTimeout.within(NETWORK_TIMEOUT, work);
    }

    private static CompletionHandler<Void> completed(StepResult result, Supplier<Duration> pause) {
        return switch (result) {
            case DONE -> new CompletionHandler.OnCompleteRemove<>();
            case MORE -> (complete, operations) -> operations.reschedule(complete, complete.getTimeDone());
            case WAITING ->
                (complete, operations) ->
                        operations.reschedule(complete, complete.getTimeDone().plus(pause.get()));
        };
    }
}
