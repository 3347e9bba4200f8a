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

/** Real time, and as far ahead of it as tests have moved it. Never goes back, for all tests share it. */
public final class TestClock extends Clock {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    private final List<Consumer<Duration>> followers = new CopyOnWriteArrayList<>();

    /** Lets time pass, in all processes. */
    public void pass(Duration duration) {
        ahead.updateAndGet(before -> before.plus(duration));
        followers.forEach(follower -> follower.accept(duration));
    }

    /** How far ahead of real time it is. */
    Duration ahead() {
        return ahead.get();
    }

    /** Has another clock follow this one. */
    void follow(Consumer<Duration> follower) {
        followers.add(follower);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get());
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
