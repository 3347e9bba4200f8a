package leadhub.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import leadhub.base.postgres.Database;
import leadhub.base.settings.Settings;
import leadhub.testing.ApiClient;
import leadhub.testing.Receiver;
import leadhub.testing.Together;

/** What webhooks cost those who change leads, and how soon and how many are told. */
final class WebhookBench {
    private static final int CALLS = 400;
    private static final int ROUNDS = 5;
    private static final int BACKLOG = 2_000;
    private static final int HOOKS = 4;
    private static final int CONNECTIONS = 8;
    private static final int PAUSE_SECONDS = 30;
    private static final Duration PAUSE = Duration.ofMillis(25);
    private static final int NEIGHBOURS_LEADS = 100_000;
    private static final String LEAD =
            "{\"first_name\": \"Ann\", \"email\": \"ann@example.com\", \"source\": \"website\"}";

    private final Sites sites;
    private final ServerChild server;
    private final StringBuilder table =
            new StringBuilder("| webhooks | measured | target | met |\n|---|---|---|---|\n");

    private WebhookBench(Sites sites, ServerChild server) {
        this.sites = sites;
        this.server = server;
    }

    static String run(Path data, String only) throws Exception {
        Progress.say("Starting the server on " + data);
        var server = ServerChild.start(data, "--allowed-networks", "127.0.0.0/8");
        try (server;
                var database =
                        Database.open(Settings.of(Map.of("--data", data.toString()), Map.of()), Database.Mode.COMMAND);
                var verbs = new Verbs(database)) {
            var bench = new WebhookBench(new Sites(verbs, () -> "http://127.0.0.1:" + server.port()), server);
            bench.measure(only);
            return bench.table.toString();
        }
    }

    /** Something that is measured. */
    private interface Part {
        void measure() throws Exception;
    }

    private void measure(String only) throws Exception {
        Progress.say("Warming up");
        create(sites.site("hooks-warm", 1_000), 4 * CALLS);
        part(only, "cost", this::costs);
        part(only, "idle", () -> idle(sites.site("hooks-idle", 1_000)));
        part(only, "slow", () -> slow(sites.site("hooks-slow", 1_000)));
        part(
                only,
                "neighbour",
                () -> neighbour(sites.site("hooks-busy", NEIGHBOURS_LEADS), sites.site("hooks-next", 1_000)));
        part(only, "backlog", () -> backlog(sites.site("hooks-many", 1_000)));
    }

    private static void part(String only, String name, Part part) throws Exception {
        if (name.contains(only)) {
            part.measure();
        }
    }

    private void costs() throws IOException {
        var without = sites.site("hooks-none", 1_000);
        var with = sites.site("hooks-three", 1_000);
        create(without, CALLS);
        try (var first = Receiver.willing();
                var second = Receiver.willing();
                var third = Receiver.willing()) {
            List.of(first, second, third).forEach(receiver -> subscribe(with, receiver));
            create(with, CALLS);
            Progress.say("Creating leads with three webhooks and with none");
            costs("the call alone", without, with, PAUSE);
            costs(
                    "call after call, so that it shares the processors with the deliveries before it",
                    without,
                    with,
                    Duration.ZERO);
        }
    }

    /** In turn, so that both have the same of whatever else the machine does; the quietest round of each counts. */
    private void costs(String how, Site without, Site with, Duration pause) throws IOException {
        var none = Double.MAX_VALUE;
        var three = Double.MAX_VALUE;
        for (var round = 0; round < ROUNDS; round++) {
            none = Math.min(none, median(create(without, CALLS, pause)));
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
            three = Math.min(three, median(create(with, CALLS, pause)));
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
        }
        row(
                "creating a lead with three webhooks, beside none (p50), " + how,
                String.format(Locale.ROOT, "%.2f ms, %.2f ms", three, none),
                "at most 15 % more",
                three <= 1.15 * none);
    }

    private void idle(Site site) throws Exception {
        Progress.say("One lead after another, and when it is told");
        try (var receiver = Receiver.willing()) {
            subscribe(site, receiver);
            create(site, 50);
            receiver.await(50);
            var waits = waits(site, receiver, 50);
            row(
                    "from the request for a lead to its receiver, idle",
                    figures(waits),
                    "p50 < 100 ms, p99 < 500 ms",
                    median(waits) < 100 && waits[CALLS * 99 / 100] < 500);
        }
    }

    private void slow(Site site) throws Exception {
        Progress.say("The same beside a receiver that takes 15 seconds");
        try (var receiver = Receiver.willing();
                var slow = Receiver.doing((request, peer) -> Thread.sleep(20_000))) {
            subscribe(site, slow);
            subscribe(site, receiver);
            create(site, 50);
            receiver.await(50);
            var waits = waits(site, receiver, 50);
            row(
                    "the same beside a receiver of the workspace that takes 15 s",
                    figures(waits),
                    "p99 < 500 ms",
                    waits[CALLS * 99 / 100] < 500);
        }
    }

    /** Somebody else changes all their leads at once, which is two events each, and has a webhook too. */
    private void neighbour(Site busy, Site site) throws Exception {
        Progress.say(String.format(Locale.ROOT, "The same while a neighbour changes %,d leads", NEIGHBOURS_LEADS));
        try (var receiver = Receiver.willing();
                var neighbours = Receiver.counting()) {
            subscribe(busy, neighbours);
            subscribe(site, receiver);
            create(site, 50);
            receiver.await(50);
            var panel = sites.panel(busy);
            panel.get("/leads");
            var changes = panel.post("/bulk", Map.of("status", "lost", "all", "1", "query", ""));
            if (changes.status() >= 400) {
                throw new IllegalStateException(changes.body());
            }
            neighbours.await(1);
            var waits = waits(site, receiver, 50);
            var told = neighbours.count();
            var changed = changed(busy);
            row(
                    String.format(Locale.ROOT, "the same while a neighbour changes %,d leads", NEIGHBOURS_LEADS),
                    String.format(Locale.ROOT, "%s (%,d changed and %,d told by then)", figures(waits), changed, told),
                    "p99 < 1,000 ms",
                    waits[CALLS * 99 / 100] < 1_000);
        }
    }

    private long changed(Site site) {
        return ApiClient.leadHub("http://127.0.0.1:" + server.port(), site.leadHubKey())
                .get("/api/v1/leads?status=lost&per_page=1")
                .number("meta.total");
    }

    private double[] waits(Site site, Receiver receiver, int heard) throws IOException {
        var waits = new double[CALLS];
        try (var connection = server.connect()) {
            for (var i = 0; i < CALLS; i++) {
                var begun = System.nanoTime();
                connection.send(site.leadHub("POST", "/api/v1/leads", LEAD));
                while (receiver.count() <= heard + i && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(30)) {
                    LockSupport.parkNanos(100_000);
                }
                waits[i] = (System.nanoTime() - begun) / 1e6;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
        Arrays.sort(waits);
        return waits;
    }

    /** Receivers that ask for a pause at first, until there is enough to send. */
    private void backlog(Site site) throws Exception {
        Progress.say("A backlog of " + BACKLOG * HOOKS + " deliveries");
        var receivers = new ArrayList<Receiver>();
        for (var i = 0; i < HOOKS; i++) {
            var receiver = Receiver.answering(503, "Retry-After: " + PAUSE_SECONDS);
            receivers.add(receiver);
            subscribe(site, receiver);
        }
        create(site, 1);
        for (var receiver : receivers) {
            receiver.await(1);
        }
        var begun = System.nanoTime();
        Together.times(CONNECTIONS, i -> {
            try {
                return create(site, BACKLOG / CONNECTIONS);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        var made = (System.nanoTime() - begun) / 1e9;
        receivers.forEach(receiver -> receiver.become(Receiver.status(204)));
        var before = heard(receivers);
        await(() -> heard(receivers) > before);
        var first = System.nanoTime();
        await(() -> heard(receivers) >= BACKLOG * HOOKS);
        var perSecond = (heard(receivers) - before) / ((System.nanoTime() - first) / 1e9);
        receivers.forEach(Receiver::close);
        row(
                "deliveries a second to " + HOOKS + " local receivers",
                String.format(
                        Locale.ROOT, "%,.0f (made within %.1f s of the pause of %d s)", perSecond, made, PAUSE_SECONDS),
                "1,000",
                perSecond >= 1_000);
    }

    private static int heard(List<Receiver> receivers) {
        return receivers.stream().mapToInt(Receiver::count).sum();
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** How long each took, in milliseconds, in order of that. */
    private double[] create(Site site, int count) throws IOException {
        return create(site, count, Duration.ZERO);
    }

    /** @param pause after each, in which what it brings about is done */
    private double[] create(Site site, int count, Duration pause) throws IOException {
        var request = site.leadHub("POST", "/api/v1/leads", LEAD);
        var took = new double[count];
        try (var connection = server.connect()) {
            for (var i = 0; i < count; i++) {
                var begun = System.nanoTime();
                var status = connection.send(request);
                if (status != 201) {
                    throw new IOException("A lead was answered " + status);
                }
                took[i] = (System.nanoTime() - begun) / 1e6;
                LockSupport.parkNanos(pause.toNanos());
            }
        }
        Arrays.sort(took);
        return took;
    }

    private void subscribe(Site site, Receiver receiver) {
        var made = ApiClient.leadHub("http://127.0.0.1:" + server.port(), site.leadHubKey())
                .post("/api/v1/webhooks", "{\"target_url\": \"%s\", \"events\": [\"*\"]}".formatted(receiver.url()));
        if (made.status() != 201) {
            throw new IllegalStateException(made.body());
        }
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static String figures(double[] sorted) {
        return String.format(Locale.ROOT, "p50 %.1f ms, p99 %.1f ms", median(sorted), sorted[sorted.length * 99 / 100]);
    }

    private void row(String what, String measured, String target, boolean isMet) {
        Progress.say(what + ": " + measured);
        table.append("| %s | %s | %s | %s |%n".formatted(what, measured, target, isMet ? "✓" : "✗"));
    }
}
