package leadhub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that sends its calls to several servers in turn over connections that it keeps, as a load balancer does. It
 * goes to the next server when one takes no connection, and never sends a call twice.
 */
public final class HoppingClient implements AutoCloseable {
    private final List<String> origins;
    private final String request;
    private final int pauseMillis;
    private final Map<String, RawConnection> kept = new HashMap<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<String> failures = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().unstarted(this::goOn);
    private volatile boolean over;

    /** @param key of the LeadHub dialect; may write leads */
    public HoppingClient(List<String> origins, String key) {
        this(origins, key, 0);
    }

    /** @param pauseMillis between one call and the next */
    public HoppingClient(List<String> origins, String key, int pauseMillis) {
        this.origins = origins;
        this.pauseMillis = pauseMillis;
        var body = "{\"first_name\":\"Hop\"}";
        this.request = "POST /api/v1/leads HTTP/1.1\r\nHost: leads\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Goes on in the background until it is closed. */
    public HoppingClient begin() {
        thread.start();
        return this;
    }

    /** How many calls were answered as they should be. */
    public int answered() {
        return answered.get();
    }

    /** What went wrong with each of the others; complete once it is closed. */
    public List<String> failures() {
        return failures;
    }

    private void goOn() {
        for (var i = 0; !over; i++) {
            once(i % origins.size());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
        }
    }

    private void once(int first) {
        for (var hop = 0; hop < origins.size(); hop++) {
            var origin = origins.get((first + hop) % origins.size());
            RawConnection connection;
            try {
                connection = kept.computeIfAbsent(origin, RawConnection::to);
            } catch (UncheckedIOException e) {
                // It takes no connection; nothing was sent.
                continue;
            }
            send(origin, connection);
            return;
        }
        failures.add("no server takes a connection");
    }

    private void send(String origin, RawConnection connection) {
        try {
            var answer = connection.send(request).answer();
            if (answer.status() == 201) {
                answered.incrementAndGet();
            } else {
                failures.add(answer.status() + " " + answer.body());
            }
            if (answer.headers().getOrDefault("connection", List.of()).contains("close")) {
                drop(origin, connection);
            }
        } catch (IOException e) {
            failures.add(String.valueOf(e.getMessage()));
            drop(origin, connection);
        }
    }

    private void drop(String origin, RawConnection connection) {
        kept.remove(origin);
        try {
            connection.close();
        } catch (IOException e) {
            // Nobody is there any more.
        }
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        thread.join();
        List.copyOf(kept.entrySet()).forEach(entry -> drop(entry.getKey(), entry.getValue()));
    }
}
