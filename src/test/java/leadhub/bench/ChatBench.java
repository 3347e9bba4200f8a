package leadhub.bench;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import leadhub.base.postgres.Database;
import leadhub.base.settings.Settings;

/**
 * Open conversations, each with its page listening, in which one half of the messages is said by visitors and one by the team. Visitors
 * are at one server and the team at another, each in a process of its own on the same database: how long a message takes to the other
 * side, whether one is lost, and what memory each server takes.
 */
final class ChatBench {
    private static final double MOST_MILLISECONDS = 200;
    private static final double MOST_MEBIBYTES = 400;
    /** After the last one was said. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    /** All visitors of the bench come from one address, which is let in here. */
    private static final String LIMITS = "-Dleadhub.event-streams-per-address=2000"
            + " -Dleadhub.chat.conversations-per-address=10000 -Dleadhub.chat.messages-per-address=10000000"
            + " -Dleadhub.chat.flood=1000000";

    private final ChatServers servers;
    private final ChatPlan plan;
    private final ChatTimes times;

    private ChatBench(ChatServers servers, ChatPlan plan) {
        this.servers = servers;
        this.plan = plan;
        this.times = new ChatTimes(plan);
    }

    static String run(Path data, ChatPlan plan) throws Exception {
        Progress.say("Starting two servers on " + data);
        var first = data.resolve("visitors");
        var visitors = ServerChild.startWith(first, LIMITS);
        try (visitors;
                var database = Database.open(
                        Settings.of(Map.of("--data", first.toString()), Map.of()), Database.Mode.COMMAND);
                var verbs = new Verbs(database);
                var team = ServerChild.startBeside(database.owner(), data.resolve("team"))) {
            var sites = new Sites(verbs, () -> "http://127.0.0.1:" + visitors.port());
            var servers = new ChatServers(visitors, team, sites.site("chats", 1_000));
            return new ChatBench(servers, plan).measure();
        }
    }

    /** In MiB. */
    private record Memory(double visitors, double team) {
        static Memory of(ChatServers servers, String name) {
            return new Memory(
                    Processes.mebibytes(servers.visitors().pid(), name),
                    Processes.mebibytes(servers.team().pid(), name));
        }
    }

    private String measure() throws Exception {
        Progress.say("Beginning " + plan.conversations() + " conversations");
        var talks = servers.begin(plan.conversations());
        try (var pages = new ChatPages(times)) {
            pages.listen(servers.visitors(), talks);
            var listening = Memory.of(servers, "VmRSS");
            Progress.say(plan.aSecond() + " messages a second for " + plan.seconds() + " s");
            new ChatSenders(servers, talks, times).run();
            var end = System.nanoTime() + PATIENCE;
            while (times.missing() > 0 && System.nanoTime() < end) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            return table(pages.ended(), listening, Memory.of(servers, "VmHWM"));
        }
    }

    private String table(int ended, Memory listening, Memory most) {
        return String.format(
                Locale.ROOT,
                """
                | chats on two processes: %,d open, %,d messages a second for %d s | measured | target | met |
                |---|---|---|---|
                | from when the team says it at one to the visitor's page at the other, p50 and p99 | %.1f ms, %.1f ms | %.0f ms | %s |
                | from when a visitor says it at one to the team's look at the other, p50 and p99 | %.1f ms, %.1f ms | %.0f ms | %s |
                | the same of both before that, in the first %d s after a start, p50 and p99 | %.1f ms, %.1f ms | – | – |
                | said, refused, lost, and streams that ended | %,d, %,d, %,d, %,d | nothing refused, lost or ended | %s |
                | memory of the visitors' server with all streams open, and at most | %.0f MiB, %.0f MiB | %.0f MiB | %s |
                | memory of the team's server then, and at most | %.0f MiB, %.0f MiB | %.0f MiB | %s |
                """,
                plan.conversations(),
                plan.aSecond(),
                plan.seconds(),
                times.at(0.5, false),
                times.at(0.99, false),
                MOST_MILLISECONDS,
                met(times.at(0.99, false) <= MOST_MILLISECONDS),
                times.at(0.5, true),
                times.at(0.99, true),
                MOST_MILLISECONDS,
                met(times.at(0.99, true) <= MOST_MILLISECONDS),
                plan.warmUp(),
                times.warmingUp(0.5),
                times.warmingUp(0.99),
                plan.messages(),
                times.refused(),
                times.missing(),
                ended,
                met(times.refused() + times.missing() + ended == 0),
                listening.visitors(),
                most.visitors(),
                MOST_MEBIBYTES,
                met(most.visitors() <= MOST_MEBIBYTES),
                listening.team(),
                most.team(),
                MOST_MEBIBYTES,
                met(most.team() <= MOST_MEBIBYTES));
    }

    private static String met(boolean isMet) {
        return isMet ? "yes" : "**no**";
    }
}
