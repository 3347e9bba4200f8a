package leadhub.jobs;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes jobs for db-scheduler, which keeps them in the database and shares them out among the server processes. */
public final class Jobs {
    private static final List<Duration> PAUSES = Stream.of(1, 5, 15, 30, 60, 120, 240, 360, 480)
            .map(Duration::ofMinutes)
            .toList();

    /** A long job gives way to others after this. */
    private static final Duration TURN = Duration.ofSeconds(10);

    private static final Duration PAUSE_WHILE_WAITING = Duration.ofSeconds(2);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(15);
    private static final int MOST_FAILURES = 20;

    private Jobs() {}

    /** How a step of a long job went. */
    public enum Went {
        /** There is more to do. */
        ON,
        /** It isn't its turn yet. */
        WAITING,
        /** Nothing is left to do. */
        OVER
    }

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
     * Work that is done once and may run twice. What it throws is logged, and it is tried again after 1, 5, 15 and 30
     * minutes, then 1, 2, 4, 6 and 8 hours; after a day it is given up, and at once when it is {@link Hopeless}.
     *
     * @param data a record that is kept as JSON while it waits: its members may grow, and keep their names
     * @param givenUp told of the last failure
     */
    public static <T> Task<T> once(String name, Class<T> data, Consumer<T> work, BiConsumer<T, Throwable> givenUp) {
        return Tasks.oneTime(name, data)
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
                .execute((instance, context) -> work.accept(instance.getData()));
    }

    /**
     * Work that is done once, step by step; {@link JobQueue} asks for it. A step may be taken twice, also by two
     * processes at once. What it throws is logged, and it is tried again 15 seconds later; after 20 failures in a row it
     * is given up. It goes on where it was after its process is gone.
     *
     * @param step takes the next step of an instance
     * @param giveUp ends an instance that only fails
     */
    public static Task<?> inSteps(String name, Function<String, Went> step, Consumer<String> giveUp) {
        return Tasks.custom(name, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(PAUSE_AFTER_FAILURE))
                .onDeadExecutionRevive()
                .execute((instance, context) -> {
                    if (context.getExecution().consecutiveFailures >= MOST_FAILURES) {
                        giveUp.accept(instance.getId());
                        return new CompletionHandler.OnCompleteRemove<>();
                    }
                    var end = System.nanoTime() + TURN.toNanos();
                    var went = step.apply(instance.getId());
                    while (went == Went.ON
                            && System.nanoTime() < end
                            && !context.getSchedulerState().isShuttingDown()) {
                        went = step.apply(instance.getId());
                    }
                    return completed(went);
                });
    }

    private static CompletionHandler<Void> completed(Went went) {
        return switch (went) {
            case OVER -> new CompletionHandler.OnCompleteRemove<>();
            case ON -> (complete, operations) -> operations.reschedule(complete, complete.getTimeDone());
            case WAITING ->
                (complete, operations) ->
                        operations.reschedule(complete, complete.getTimeDone().plus(PAUSE_WHILE_WAITING));
        };
    }
}
