package leadhub.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import leadhub.bench.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Everybody else: programs and people who go on asking, a hundred times a second, while a server is attacked. They come from 127.0.0.1.
 * Half of their calls come over a connection that is kept, half over a new one.
 */
final class Others implements AutoCloseable {
    private static final int PAUSE_MILLIS = 8;
    private static final int WARM_UP_ROUNDS = 400;

    private final Target target;
    private final List<Call> calls = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().unstarted(this::goOn);
    private @Nullable HttpConnection kept;
    private double[] milliseconds = new double[1024];
    private int count;
    private int failures;
    private String firstFailure = "";
    private volatile boolean isOver;

    /** A request and the status that answers it. */
    private record Call(byte[] request, int status, boolean onNewConnection) {}

    Others(Target target) {
        this.target = target;
        var key = "Authorization: Bearer " + target.leadHubKey() + "\r\n";
        var lead = "{\"first_name\": \"Sarah\"}";
        // Signing in without a token is refused, but only after the form was read.
        var form = "email=sarah%40example.com&password=wrong";
        add("GET", "/api/v1/leads?per_page=10", key, "", 200, false);
        add("GET", "/sign-in", "", "", 200, true);
        add("POST", "/api/v1/leads", key + "Content-Type: application/json\r\n", lead, 201, false);
        add("POST", "/sign-in", "Content-Type: application/x-www-form-urlencoded\r\n", form, 403, true);
    }

    private void add(String method, String path, String headers, String body, int status, boolean onNewConnection) {
        var request = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + target.port() + "\r\n" + headers
                + (onNewConnection ? "Connection: close\r\n" : "")
                + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n" + body;
        calls.add(new Call(request.getBytes(StandardCharsets.US_ASCII), status, onNewConnection));
    }

    /** Asks until the server's code is compiled. */
    void warmUp() throws IOException {
        for (var i = 0; i < WARM_UP_ROUNDS * calls.size(); i++) {
            once(calls.get(i % calls.size()));
        }
        if (failures > 0) {
            throw new IOException("Before the attack: " + firstFailure);
        }
        count = 0;
    }

    /** Goes on in the background until it is closed. */
    Others begin() {
        thread.start();
        return this;
    }

    private void goOn() {
        for (var i = 0; !isOver; i++) {
            once(calls.get(i % calls.size()));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
    }

    private void once(Call call) {
        var begun = System.nanoTime();
        try {
            var status = call.onNewConnection() ? sendAnew(call) : sendOnKept(call);
            if (status != call.status()) {
                fail("answered " + status + " instead of " + call.status());
            }
        } catch (IOException e) {
            kept = null;
            fail(String.valueOf(e.getMessage()));
        }
        if (count == milliseconds.length) {
            milliseconds = Arrays.copyOf(milliseconds, count * 2);
        }
        milliseconds[count++] = (System.nanoTime() - begun) / 1e6;
    }

    private int sendAnew(Call call) throws IOException {
        try (var connection = new HttpConnection(target.port())) {
            return connection.send(call.request());
        }
    }

    private int sendOnKept(Call call) throws IOException {
        if (kept == null) {
            kept = new HttpConnection(target.port());
        }
        return kept.send(call.request());
    }

    private void fail(String what) {
        firstFailure = failures++ == 0 ? what : firstFailure;
    }

    /** Stops asking, and waits until the last answer is there. */
    Others end() throws InterruptedException {
        isOver = true;
        thread.join();
        Arrays.sort(milliseconds, 0, count);
        return this;
    }

    int failures() {
        return failures;
    }

    /** Of all calls, failed ones among them; milliseconds. */
    double p99() {
        return at(0.99);
    }

    String figures() {
        return String.format(
                Locale.ROOT,
                "others: %,d calls, p50 %.1f ms, p99 %.1f ms, longest %.0f ms, %d failed%s",
                count,
                at(0.5),
                p99(),
                at(1),
                failures,
                failures == 0 ? "" : " (" + firstFailure + ")");
    }

    private double at(double quantile) {
        return count == 0 ? 0 : milliseconds[(int) Math.min(count - 1, Math.floor(count * quantile))];
    }

    @Override
    public void close() throws IOException {
        isOver = true;
        if (kept != null) {
            kept.close();
        }
    }
}
