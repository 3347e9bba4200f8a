package leadhub.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Does many things at the same moment. */
public final class Together {
    private Together() {}

    /** Does something so many times at once, each with its own number from 0, and waits for all. */
    public static <T> List<T> times(int count, IntFunction<T> work) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (var i = 0; i < count; i++) {
                var number = i;
                running.add(threads.submit(() -> {
                    start.await();
                    return work.apply(number);
                }));
            }
            start.countDown();
            var results = new ArrayList<T>();
            for (var one : running) {
                results.add(one.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** How often each status came back, in words that a failed assertion shows. */
    public static long count(List<ApiAnswer> answers, int status) {
        return answers.stream().filter(answer -> answer.status() == status).count();
    }
}
