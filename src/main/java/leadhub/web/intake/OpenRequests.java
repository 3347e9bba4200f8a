package leadhub.web.intake;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import leadhub.base.settings.HttpLimits;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All requests that are open. Each takes more than 100 KB of the container's buffers, so their number has a limit. Whoever
 * comes when it is reached takes the place of the stranger who has kept us waiting longest. Where no stranger does, the
 * newcomer waits a moment, takes the place of somebody with a key or a session who keeps us waiting, or is refused by 503.
 */
final class OpenRequests {
    private static final Logger log = LoggerFactory.getLogger(OpenRequests.class);
    private static final int ATTEMPTS = 3;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int PAUSE_MILLIS = 20;
    private static final long QUIET_NANOS = 60_000_000_000L;

    private final int most;
    private final Semaphore places;
    private final Map<SocketWrapperBase<NioChannel>, OpenRequest> open = new ConcurrentHashMap<>();
    private final AtomicInteger streams = new AtomicInteger();
    private volatile long warned = System.nanoTime() - QUIET_NANOS;

    OpenRequests(HttpLimits limits) {
        most = limits.openRequests();
        places = new Semaphore(most, true);
    }

    /** Something came in on a connection: the beginning of a request, or more of one. */
    OpenRequest enter(SocketWrapperBase<NioChannel> connection) {
        var known = open.get(connection);
        if (known != null) {
            known.resume();
            return known;
        }
        var request = new OpenRequest(connection.getSocket().getIOChannel());
        if (!takePlace()) {
            request.refuse();
        }
        open.put(connection, request);
        return request;
    }

    private boolean takePlace() {
        if (places.tryAcquire()) {
            return true;
        }
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        try {
            do {
                // Whoever has just come doesn't keep us waiting yet, so we look again.
                if (open.size() - streams.get() < 2 * most) {
                    shed(false);
                }
                if (places.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            } while (System.nanoTime() < end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return shed(true) && places.tryAcquire();
    }

    /** Work on it has come to its end, or to where more has to come in. */
    void leave(SocketWrapperBase<NioChannel> connection, OpenRequest request) {
        var processor = connection.isClosed() ? null : connection.getCurrentProcessor();
        if (processor == null) {
            forget(connection);
        } else if (isHalf(processor)) {
            request.await(Sender.STRANGER);
        }
    }

    void forget(SocketWrapperBase<NioChannel> connection) {
        var request = open.remove(connection);
        if (request == null) {
            return;
        }
        if (request.isStream()) {
            streams.decrementAndGet();
        }
        if (request.givePlaceBack()) {
            places.release();
        }
        request.end();
    }

    /** It is answered for as long as it likes; such answers are counted elsewhere, and take no place from others. */
    void becomeStream(OpenRequest request) {
        if (request.becomeStream()) {
            streams.incrementAndGet();
        }
        if (request.givePlaceBack()) {
            places.release();
        }
    }

    int most() {
        return most;
    }

    /** How many streams there are. */
    int streams() {
        return streams.get();
    }

    boolean isOpen(SocketWrapperBase<?> connection) {
        return open.containsKey(connection);
    }

    /** Ends the one that has kept us waiting longest; false if there is none. */
    boolean shed(boolean knownToo) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var longest = open.values().stream()
                    .filter(request -> request.isWaiting(knownToo))
                    .min(Comparator.comparingLong(OpenRequest::since));
            if (longest.isEmpty()) {
                return false;
            }
            if (longest.get().shed()) {
                // Its place is free at once, though it takes a moment until it is gone.
                if (longest.get().givePlaceBack()) {
                    places.release();
                }
                warn();
                return true;
            }
        }
        return false;
    }

    private void warn() {
        var now = System.nanoTime();
        if (now - warned > QUIET_NANOS) {
            warned = now;
            log.warn("Too many slow clients: those that wait longest are cut off (--max-connections)");
        }
    }

    private static boolean isHalf(@Nullable Object processor) {
        return processor instanceof Processor half && !half.isAsync() && !half.isUpgrade();
    }
}
