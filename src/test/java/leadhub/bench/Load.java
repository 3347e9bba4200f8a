package leadhub.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Several workers that do one thing again and again for some seconds, and how long each time took. */
final class Load {
    private Load() {}

    /** Does the thing once; each worker has its own. */
    @FunctionalInterface
    interface Work extends AutoCloseable {
        void once() throws Exception;

        @Override
        default void close() throws Exception {}
    }

    @FunctionalInterface
    interface Worker {
        Work start(int number) throws Exception;
    }

    /** What was done, with durations in milliseconds in ascending order. */
    record Round(double seconds, double[] milliseconds) {
        /** Of what asks for nothing. */
        static final Round NONE = new Round(Double.NaN, new double[0]);

        double perSecond() {
            return milliseconds.length / seconds;
        }

        double p50() {
            return at(0.50);
        }

        double p99() {
            return at(0.99);
        }

        private double at(double quantile) {
            return milliseconds[(int) Math.min(milliseconds.length - 1, Math.floor(milliseconds.length * quantile))];
        }
    }

    /** Works until the time is over; each worker at least three times. */
    static Round run(int workers, double seconds, Worker worker) throws Exception {
        var ready = new CountDownLatch(workers);
        var go = new CountDownLatch(1);
        var failure = new AtomicReference<@Nullable Exception>();
        var durations = new ArrayList<long[]>();
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < workers; i++) {
            var number = i;
            threads.add(Thread.ofPlatform().name("load-" + i).start(() -> {
                try (var work = worker.start(number)) {
                    ready.countDown();
                    go.await();
                    var measured = repeat(work, seconds);
                    synchronized (durations) {
                        durations.add(measured);
                    }
                } catch (Exception e) {
                    failure.compareAndSet(null, e);
                    ready.countDown();
                }
            }));
        }
        ready.await();
        var start = System.nanoTime();
        go.countDown();
        for (var thread : threads) {
            thread.join();
        }
        var elapsed = (System.nanoTime() - start) / 1e9;
        var failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return new Round(
                elapsed,
                durations.stream()
                        .flatMapToLong(Arrays::stream)
                        .sorted()
                        .mapToDouble(nanoseconds -> nanoseconds / 1e6)
                        .toArray());
    }

    private static long[] repeat(Work work, double seconds) throws Exception {
        var durations = new long[1024];
        var count = 0;
        var before = System.nanoTime();
        var end = before + (long) (seconds * 1e9);
        while (before < end || count < 3) {
            work.once();
            var after = System.nanoTime();
            if (count == durations.length) {
                durations = Arrays.copyOf(durations, count * 2);
            }
            durations[count++] = after - before;
            before = after;
        }
        return Arrays.copyOf(durations, count);
    }
}
