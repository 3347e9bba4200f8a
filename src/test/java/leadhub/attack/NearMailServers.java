package leadhub.attack;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import leadhub.testing.Panel;

/** A workspace's mail server that is really something on the server's own machine, in every spelling. */
final class NearMailServers implements Attack {
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
            "::1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "ip6-localhost");

    @Override
    public String name() {
        return "near-mail-servers";
    }

    @Override
    public String promise() {
        return "a workspace that names this machine as its mail server, spelled in " + HOSTS.size()
                + " ways, has LeadHub connect to nothing";
    }

    @Override
    public Outcome run(Target target) throws Exception {
        var reached = new AtomicInteger();
        try (var near = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> count(near, reached));
            var panel = Panel.signedIn(target.origin(), target.email(), target.password());
            var refused = 0;
            for (var host : HOSTS) {
                panel.get("/settings/mail");
                var form = Map.of(
                        "host",
                        host,
                        "port",
                        Integer.toString(near.getLocalPort()),
                        "security",
                        "none",
                        "from",
                        "leads@example.com");
                if (panel.post("/settings/mail", form).status() == 422) {
                    refused++;
                } else {
                    tryOut(panel);
                }
            }
            return new Outcome(
                    reached.get() == 0,
                    reached.get() + " connections; " + refused + " refused when typed, the others when dialled");
        }
    }

    private static void tryOut(Panel panel) {
        panel.get("/settings/mail");
        panel.post("/settings/mail/test", Map.of());
        for (var looks = 0; looks < 100; looks++) {
            if (!panel.get("/settings/mail/test").body().contains("hx-trigger")) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
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
