package leadhub.web.intake;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import leadhub.base.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Answers that last: so many in all and of one address. They take no place from other requests, and end when the server is
 * about to stop.
 *
 * <p>Limits: {@code leadhub.event-streams} (2,000), {@code leadhub.event-streams-per-address} (32); as long as
 * a client may be silent to take something; so many at a time ask the database ({@link StreamTurns}). {@code leadhub.event-heartbeat} (14 s) is looked at every second.
 */
@Component
public final class OpenStreams implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(OpenStreams.class);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(1);
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private final OpenRequests requests;
    private final Duration deadline;
    private final Duration heartbeat;
    private final Semaphore all;
    private final StreamTurns turns = new StreamTurns();
    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> byGroup = new ConcurrentHashMap<>();
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private @Nullable ScheduledExecutorService timer;

    OpenStreams(
            OpenRequests requests,
            RequestBody bodies,
            @Value("${leadhub.event-streams:2000}") int most,
            @Value("${leadhub.event-streams-per-address:32}") int mostOfOne,
            @Value("${leadhub.event-heartbeat:14s}") Duration heartbeat) {
        this.requests = requests;
        this.deadline = bodies.deadline();
        this.heartbeat = heartbeat;
        this.all = new Semaphore(most);
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** Begins one on this thread's request; refused by 503 where there are too many in all, by 429 where of one address. */
    public Stream begin(String address) {
        var group = ClientAddress.group(address);
        if (!running || !all.tryAcquire()) {
            throw new Problem.Unavailable(OpenRequest.RETRY_AFTER).exception();
        }
        if (byGroup.merge(group, 1, Integer::sum) > mostOfOne) {
            release(group);
            throw new Problem.RateLimited(OpenRequest.RETRY_AFTER).exception();
        }
        var stream = new Stream(group);
        open.add(stream);
        // Stopping looks at all that are open, or else this one sees that it has begun.
        if (!running) {
            stream.end();
        }
        return stream;
    }

    private void release(String group) {
        byGroup.computeIfPresent(group, (name, count) -> count == 1 ? null : count - 1);
        all.release();
    }

    /** How many there are. */
    public int count() {
        return open.size();
    }

    /** How many there may be. */
    int most() {
        return most;
    }

    @Override
    public void start() {
        running = true;
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("streams").factory());
        timer.scheduleWithFixedDelay(this::lookAfterAll, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One that can't be looked after is no reason to leave the others alone; nor would the timer come again. */
    private void lookAfterAll() {
        for (var stream : open) {
            try {
                stream.look();
            } catch (RuntimeException | Error e) {
                log.warn("A stream could not be looked after", e);
            }
        }
    }

    /** Waits a moment until they have come to their proper end, before the container would break them off. */
    @Override
    public void stop() {
        running = false;
        open.forEach(Stream::end);
        var end = System.nanoTime() + CLOSING.toNanos();
        while (!open.isEmpty()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        if (timer != null) {
            timer.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Together with {@link Draining}, before the container waits for its requests. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }

    /** One of them, until it is closed. */
    public final class Stream implements AutoCloseable {
        private final String group;
        private volatile Runnable looking = () -> {};
        private volatile boolean isEnded;

        private Stream(String group) {
            this.group = group;
        }

        /** Sends the head of an answer; what is to be sent on it is its owner's, once the request is over. */
        public void takeOver(
                HttpServletRequest request,
                HttpServletResponse response,
                Function<OutputStream, LastingConnection.Owner> owner)
                throws IOException {
            LastingConnection.takeOver(request, response, deadline, owner);
        }

        /**
         * Its request is over, whose place is another one's from here on.
         *
         * @param look after it every second, and when it has to end; returns at once
         */
        public void begin(Runnable look) {
            var request = OpenRequest.current();
            if (request != null) {
                requests.becomeStream(request);
            }
            looking = look;
        }

        /** How long it may be silent; often enough for proxies that close what is silent for half a minute. */
        public Duration heartbeat() {
            return heartbeat;
        }

        /** Whether the server is about to stop. */
        public boolean isEnded() {
            return isEnded;
        }

        /** Takes a turn to ask the database; false if none is free, and it is looked after as soon as one is. */
        public boolean takeTurn() {
            return turns.take(this);
        }

        public void endTurn() {
            turns.giveBack();
        }

        void look() {
            looking.run();
        }

        private void end() {
            isEnded = true;
            look();
        }

        @Override
        public void close() {
            if (open.remove(this)) {
                release(group);
            }
            turns.forget(this);
        }
    }
}
