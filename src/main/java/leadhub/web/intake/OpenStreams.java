package leadhub.web.intake;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import leadhub.base.Problem;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Answers that last: so many in all and of one address. They take no place from other requests, and end when the server is
 * about to stop.
 *
 * <p>Limits: {@code leadhub.event-streams} (512; each takes about 120 KB), {@code leadhub.event-streams-per-address} (32).
 */
@Component
public final class OpenStreams implements SmartLifecycle {
    private final OpenRequests requests;
    private final Semaphore all;
    private final int mostOfOne;
    private final Map<String, Integer> byGroup = new ConcurrentHashMap<>();
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    OpenStreams(
            OpenRequests requests,
            @Value("${leadhub.event-streams:512}") int most,
            @Value("${leadhub.event-streams-per-address:32}") int mostOfOne) {
        this.requests = requests;
        this.all = new Semaphore(most);
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
        var request = OpenRequest.current();
        if (request != null) {
            requests.becomeStream(request);
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

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        open.forEach(Stream::end);
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

    /** One of them, until it is closed by the thread that began it. */
    public final class Stream implements AutoCloseable {
        private final String group;
        private final Thread thread = Thread.currentThread();
        private boolean isWaiting;
        private boolean isEnded;

        private Stream(String group) {
            this.group = group;
        }

        /** Says that from here on the thread waits for something to send, and may be interrupted; false if it is over. */
        public synchronized boolean await() {
            isWaiting = !isEnded;
            return isWaiting;
        }

        /** It has something to send. */
        public synchronized void resume() {
            isWaiting = false;
            // What came too late to wake anybody must not break the next write.
            if (isEnded) {
                Thread.interrupted();
            }
        }

        private synchronized void end() {
            isEnded = true;
            if (isWaiting) {
                thread.interrupt();
            }
        }

        @Override
        public void close() {
            resume();
            open.remove(this);
            release(group);
        }
    }
}
