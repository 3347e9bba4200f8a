package leadhub.attack;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import leadhub.bench.HttpConnection;

/** A workspace that fills its leads to the brim and lists them again and again. */
final class LargeLists implements Attack {
    private static final int LEADS = 101;
    private static final int LISTS = 16;
    private static final int ROUNDS = 5;

    @Override
    public String name() {
        return "large-lists";
    }

    @Override
    public String promise() {
        return "101 leads of 122 KB and 16 lists of 100 at once, five times: the server lives, each answer is whole or 503";
    }

    @Override
    public Outcome run(Target target) throws Exception {
        var head = " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + target.leadHubKey() + "\r\n";
        var body = "{\"first_name\": \"Ann\", \"notes\": \"" + "x".repeat(61_000)
                + "\", \"custom_fields\": {\"more\": \"" + "y".repeat(61_000) + "\"}}";
        var create = "POST /api/v1/leads" + head + "Content-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        try (var connection = new HttpConnection(target.port())) {
            for (var i = 0; i < LEADS; i++) {
                connection.send(create.getBytes(StandardCharsets.US_ASCII));
            }
        }
        var list = ("GET /api/v1/leads?per_page=100" + head + "\r\n").getBytes(StandardCharsets.US_ASCII);
        var whole = new AtomicInteger();
        var refused = new AtomicInteger();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < LISTS; i++) {
                clients.submit(() -> {
                    try (var connection = new HttpConnection(target.port())) {
                        for (var round = 0; round < ROUNDS; round++) {
                            (connection.send(list) == 200 ? whole : refused).incrementAndGet();
                        }
                    }
                    return "";
                });
            }
        }
        return new Outcome(
                target.isAlive() && whole.get() > 0 && whole.get() + refused.get() == LISTS * ROUNDS,
                String.format(
                        Locale.ROOT,
                        "%d whole, %d refused, %d broken off; %.0f MiB",
                        whole.get(),
                        refused.get(),
                        LISTS * ROUNDS - whole.get() - refused.get(),
                        target.peakMebibytes()));
    }
}
