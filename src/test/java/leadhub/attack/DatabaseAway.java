package leadhub.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TcpProxy;
import leadhub.testing.Together;

/** The database can't be reached for a while, or falls silent while many calls are under way. */
final class DatabaseAway implements Attack {
    private static final double HEARD_SECONDS = 3.2;
    private static final double LONGEST_SECONDS = 15;
    private static final int CROWD = 60;

    private final List<String> broken = new ArrayList<>();

    @Override
    public String name() {
        return "database-away";
    }

    @Override
    public String promise() {
        return "a database that is cut off is 503 within 3 s in both dialects, the panel and health; one that falls silent "
                + "holds no call for 15 s, and health says so within 3 s; it is used again within 10 s";
    }

    @Override
    public Outcome run(Target target) throws Exception {
        try (var installation = new Installation();
                var proxy = TcpProxy.to("127.0.0.1", installation.databases.firstPort())) {
            var url = "postgresql://leadhub:secret@127.0.0.1:%d/leadhub".formatted(proxy.port());
            var server = installation.serve(Installation.freePort(), url);
            var origin = server.origin();
            var api = ApiClient.leadHub(origin, installation.key(url, "leadhub"));
            var lymbe = ApiClient.lymbe(origin, installation.key(url, "lymbe"));
            var nobody = ApiClient.withoutKey(origin);
            Installation.warmUp(api);

            proxy.cut();
            var slowest = 0.0;
            for (var i = 0; i < 5; i++) {
                slowest =
                        Math.max(slowest, refused(() -> api.get("/api/v1/leads").status()));
                slowest = Math.max(
                        slowest, refused(() -> lymbe.get("/api/v1/leads").status()));
                slowest = Math.max(
                        slowest, refused(() -> nobody.get("/api/v1/health").status()));
                slowest = Math.max(slowest, refused(() -> {
                    var panel = Panel.stranger(origin);
                    panel.plant("leadhub-session", "somebody");
                    return panel.get("/leads").status();
                }));
            }
            proxy.open();
            var back = untilBack(api);

            proxy.swallow();
            proxy.pause();
            var begun = System.nanoTime();
            var health = new double[1];
            var watching = Thread.ofPlatform().start(() -> {
                while (nobody.get("/api/v1/health").status() != 503) {
                    Thread.onSpinWait();
                }
                health[0] = Installation.since(begun);
            });
            var times = Together.times(CROWD, i -> {
                var asked = System.nanoTime();
                var status = (i % 2 == 0 ? api : lymbe).get("/api/v1/leads").status();
                return new double[] {status, Installation.since(asked)};
            });
            watching.join();
            var longest = times.stream().mapToDouble(time -> time[1]).max().orElseThrow();
            var unavailable = times.stream().filter(time -> time[0] == 503).count();
            proxy.open();
            var again = untilBack(api);
            return new Outcome(
                    broken.isEmpty()
                            && slowest < HEARD_SECONDS
                            && longest < LONGEST_SECONDS
                            && health[0] < HEARD_SECONDS
                            && Math.max(back, again) < 10
                            && unavailable == CROWD,
                    String.format(
                            Locale.ROOT,
                            "cut off: 503 after %.1f s at most%s, back in %.1f s; silent: %d of %d calls at once 503, the "
                                    + "longest after %.1f s, health after %.1f s, back in %.1f s",
                            slowest,
                            broken.isEmpty() ? "" : " " + broken,
                            back,
                            unavailable,
                            CROWD,
                            longest,
                            health[0],
                            again));
        }
    }

    private interface Asking {
        int status();
    }

    private double refused(Asking asking) {
        var begun = System.nanoTime();
        var status = asking.status();
        if (status != 503) {
            broken.add(Integer.toString(status));
        }
        return Installation.since(begun);
    }

    private static double untilBack(ApiClient api) {
        var begun = System.nanoTime();
        while (api.post("/api/v1/leads", "{\"first_name\": \"Sarah\"}").status() != 201) {
            Thread.onSpinWait();
        }
        return Installation.since(begun);
    }
}
