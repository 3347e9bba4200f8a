package leadhub.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Stands where tests have moved it, and creeps on meanwhile, so that what happens later is later. It is too slow for a
 * pause of seconds to end by itself while a busy machine takes its time. Never goes back, for all tests share it.
 */
public final class TestClock extends Clock {
    private static final int SLOWER = 20;

    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();
    private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);

    private final List<Consumer<Duration>> followers = new CopyOnWriteArrayList<>();

    /** Lets time pass, in all processes. */
    public void pass(Duration duration) {
        passed.updateAndGet(before -> before.plus(duration));
        followers.forEach(follower -> follower.accept(duration));
    }

    /** How far ahead of real time it is at the moment. */
    Duration ahead() {
        return Duration.between(Instant.now(), instant());
    }

    /** Has another clock follow this one. */
    void follow(Consumer<Duration> follower) {
        followers.add(follower);
    }

    @Override
    public Instant instant() {
        return start.plusNanos((System.nanoTime() - startNanos) / SLOWER).plus(passed.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
