package leadhub.attack;

import java.util.List;
import java.util.Locale;
import leadhub.testing.HoppingClient;

/** Two servers are restarted one after the other while a client goes on. */
final class RollingRestart implements Attack {
    private static final int CALLS = 500;

    @Override
    public String name() {
        return "rolling-restart";
    }

    @Override
    public String promise() {
        return "two servers are restarted in turn: no call fails of a client that keeps its connections";
    }

    @Override
    public Outcome run(Target target) throws Exception {
        try (var installation = new Installation()) {
            var url = installation.databases.url();
            var ports = List.of(Installation.freePort(), Installation.freePort());
            var first = installation.serve(ports.getFirst(), url);
            var second = installation.serve(ports.getLast(), url);
            var client =
                    new HoppingClient(List.of(first.origin(), second.origin()), installation.key(url, "leadhub"), 10);
            try (client) {
                client.begin();
                first.terminate();
                first.awaitEnd();
                installation.serve(ports.getFirst(), url);
                second.terminate();
                second.awaitEnd();
                installation.serve(ports.getLast(), url);
                while (client.answered() < CALLS && client.failures().isEmpty()) {
                    Thread.onSpinWait();
                }
            }
            var failures = client.failures();
            return new Outcome(
                    failures.isEmpty() && client.answered() >= CALLS,
                    String.format(
                            Locale.ROOT,
                            "%d of %d calls failed%s",
                            failures.size(),
                            client.answered() + failures.size(),
                            failures.isEmpty() ? "" : ": " + failures.getFirst()));
        }
    }
}
