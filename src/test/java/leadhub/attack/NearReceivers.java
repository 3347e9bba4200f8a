package leadhub.attack;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import leadhub.testing.ApiClient;

/** Webhooks that lead to something on the server's own machine, in every spelling. */
final class NearReceivers implements Attack {
    private static final List<String> HOSTS = List.of(
            "127.0.0.1",
            "localhost",
            "2130706433",
            "127.1",
            "0x7f.1",
            "0x7f000001",
            "017700000001",
            "0.0.0.0",
            "0",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "[::127.0.0.1]",
            "ip6-localhost");

    @Override
    public String name() {
        return "near-receivers";
    }

    @Override
    public String promise() {
        return "webhooks that lead to this machine, spelled in " + HOSTS.size()
                + " ways, have LeadHub connect to nothing";
    }

    @Override
    public Outcome run(Target target) throws Exception {
        var api = ApiClient.leadHub(target.origin(), target.keyOfNewWorkspace("near"));
        var reached = new AtomicInteger();
        try (var near = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> count(near, reached));
            var refused = 0;
            for (var host : HOSTS) {
                var made = api.post("/api/v1/webhooks", """
                        {"target_url": "http://%s:%d/", "events": ["*"]}
                        """.formatted(host, near.getLocalPort()));
                if (made.status() == 422) {
                    refused++;
                } else {
                    api.post("/api/v1/webhooks/" + made.text("data.id") + "/test", "{}");
                }
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
            return new Outcome(
                    reached.get() == 0,
                    reached.get() + " connections; " + refused + " refused when typed, the others when dialled");
        }
    }

    private static void count(ServerSocket near, AtomicInteger reached) {
        try {
            while (true) {
                near.accept().close();
                reached.incrementAndGet();
            }
        } catch (IOException e) {
            // The attack is over.
        }
    }
}
