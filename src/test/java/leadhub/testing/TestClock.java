package leadhub.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Stands where tests have moved it, and creeps on meanwhile, so that what happens later is later. It is too slow for a
 * pause of seconds to end by itself while a busy machine takes its time. Never goes back, for all tests share it.
 */
public final class TestClock extends Clock {
    private static final int SLOWER = 20;

    private final Instant start;
    private final long startNanos;
    private final AtomicReference<Duration> passed;

    private final List<Consumer<Duration>> followers = new CopyOnWriteArrayList<>();
    private final List<BooleanSupplier> work = new CopyOnWriteArrayList<>();

    TestClock() {
        this(Instant.now(), Duration.ZERO);
    }

    private TestClock(Instant start, Duration passed) {
        this.start = start;
        this.startNanos =
                System.nanoTime() - Duration.between(start, Instant.now()).toNanos();
        this.passed = new AtomicReference<>(passed);
    }

    /** Shows the same time as the one that said this, however long this process took to start. */
    static TestClock like(String other) {
        var parts = other.split("\\+");
        return new TestClock(Instant.parse(parts[0]), Duration.parse(parts[1]));
    }

    @Override
    public String toString() {
        return start + "+" + passed.get();
    }

    /**
     * Lets time pass, in all processes. What a server is doing gets a moment to end: whoever works looks dead once hours have
     * passed, and another one would do it a second time.
     */
    public void pass(Duration duration) {
        Await.briefly(() -> work.stream().noneMatch(BooleanSupplier::getAsBoolean));
        passed.updateAndGet(before -> before.plus(duration));
        followers.forEach(follower -> follower.accept(duration));
    }

    /** Has time wait a moment where something is being done. */
    void waitFor(BooleanSupplier isWorking) {
        work.add(isWorking);
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
