package leadhub.attack;

import java.util.ArrayList;
import java.util.Locale;
import leadhub.testing.ApiClient;

/** The primary goes, and its synchronous standby is promoted. */
final class FailOver implements Attack {
    private static final double RECOVERY_SECONDS = 10;
    private static final double LONGEST_SECONDS = 15;
    private static final int LEADS_BEFORE = 300;

    private final boolean silent;

    private FailOver(boolean silent) {
        this.silent = silent;
    }

    static FailOver killed() {
        return new FailOver(false);
    }

    static FailOver silent() {
        return new FailOver(true);
    }

    @Override
    public String name() {
        return silent ? "primary-silent" : "primary-killed";
    }

    @Override
    public String promise() {
        return "the primary " + (silent ? "accepts and stays silent" : "is killed")
                + ", its standby is promoted: writes go on within 10 s, no call takes 15 s, no acknowledged lead is lost";
    }

    @Override
    public Outcome run(Target target) throws Exception {
        try (var installation = new Installation()) {
            var url = installation.databases.url();
            var server = installation.serve(Installation.freePort(), url);
            var api = ApiClient.leadHub(server.origin(), installation.key(url, "leadhub"));
            Installation.warmUp(api);
            var leads = new ArrayList<Long>();
            for (var i = 0; i < LEADS_BEFORE; i++) {
                create(api, leads);
            }
            if (silent) {
                installation.databases.silenceFirst();
            } else {
                installation.databases.killFirst();
            }
            installation.databases.promote();
            var promoted = System.nanoTime();
            var longest = 0.0;
            var others = 0;
            for (var status = 0; status != 201 && Installation.since(promoted) < 120; ) {
                var begun = System.nanoTime();
                status = create(api, leads);
                longest = Math.max(longest, Installation.since(begun));
                others += status == 201 || status == 503 ? 0 : 1;
            }
            var recovery = Installation.since(promoted);
            var lost = leads.stream()
                    .filter(id -> api.get("/api/v1/leads/" + id).status() != 200)
                    .count();
            return new Outcome(
                    recovery < RECOVERY_SECONDS && longest < LONGEST_SECONDS && lost == 0 && others == 0,
                    String.format(
                            Locale.ROOT,
                            "%.1f s until the next write, longest call %.1f s, %d answers that were neither 201 nor 503, "
                                    + "%d of %d leads lost",
                            recovery,
                            longest,
                            others,
                            lost,
                            leads.size()));
        }
    }

    private static int create(ApiClient api, ArrayList<Long> leads) {
        var answer = api.post("/api/v1/leads", "{\"first_name\": \"Sarah\"}");
        if (answer.status() == 201) {
            leads.add(answer.number("data.id"));
        }
        return answer.status();
    }
}
