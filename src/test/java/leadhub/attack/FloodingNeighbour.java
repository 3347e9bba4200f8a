package leadhub.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import leadhub.bench.HttpConnection;

/** One workspace asks as fast as it can, over many connections; another one asks as people do. */
final class FloodingNeighbour implements Attack {
    private static final int CONNECTIONS = 32;
    private static final int CALLS = 400;
    private static final int PAUSE_MILLIS = 15;
    private static final double MOST = 1.5;

    @Override
    public String name() {
        return "flooding-neighbour";
    }

    @Override
    public String promise() {
        return "one workspace lists leads over 32 connections: another's p99 stays within 1.5 times what it is alone";
    }

    @Override
    public Outcome run(Target target) throws Exception {
        var mine = request(target, target.keyOfNewWorkspace("neighbour"));
        var flood = request(target, target.keyOfNewWorkspace("flood"));
        measure(target, mine);
        var alone = measure(target, mine);
        var isOver = new AtomicBoolean();
        var calls = new LongAdder();
        var refused = new LongAdder();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < CONNECTIONS; i++) {
                clients.submit(() -> {
                    try (var connection = new HttpConnection(target.port())) {
                        while (!isOver.get()) {
                            (connection.send(flood) == 200 ? calls : refused).increment();
                        }
                    }
                    return "";
                });
            }
            var begun = System.nanoTime();
            var beside = measure(target, mine);
            var seconds = (System.nanoTime() - begun) / 1e9;
            isOver.set(true);
            return new Outcome(
                    beside[1] <= MOST * alone[1],
                    String.format(
                            Locale.ROOT,
                            "alone p50 %.1f ms, p99 %.1f ms; beside %,.0f calls a second (%d refused) p50 %.1f ms, p99 %.1f ms, "
                                    + "%.1f times as long",
                            alone[0],
                            alone[1],
                            calls.sum() / seconds,
                            refused.sum(),
                            beside[0],
                            beside[1],
                            beside[1] / alone[1]));
        } finally {
            isOver.set(true);
        }
    }

    /** The median and the p99 of some calls, in milliseconds. */
    private static double[] measure(Target target, byte[] request) throws IOException {
        var milliseconds = new double[CALLS];
        try (var connection = new HttpConnection(target.port())) {
            for (var i = 0; i < CALLS; i++) {
                var begun = System.nanoTime();
                var status = connection.send(request);
                if (status != 200) {
                    throw new IOException("The neighbour was answered " + status);
                }
                milliseconds[i] = (System.nanoTime() - begun) / 1e6;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
            }
        }
        Arrays.sort(milliseconds);
        return new double[] {milliseconds[CALLS / 2], milliseconds[CALLS * 99 / 100]};
    }

    private static byte[] request(Target target, String key) throws IOException {
        try (var connection = new HttpConnection(target.port())) {
            var body = "{\"first_name\": \"Ann\", \"notes\": \"" + "n".repeat(500) + "\"}";
            var create = "POST /api/v1/leads HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            for (var i = 0; i < 100; i++) {
                connection.send(create.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return ("GET /api/v1/leads?per_page=100 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
