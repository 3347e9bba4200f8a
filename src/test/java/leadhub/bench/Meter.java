package leadhub.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Measures operations on a running server, each beside its bare side. */
final class Meter {
    static final int CONNECTIONS = 8;
    /** The best of them counts, for a busy machine makes nothing faster. */
    private static final int ROUNDS = 3;

    /** After three uses the driver prepares a statement, after five more PostgreSQL may settle on a plan. */
    private static final int PREPARING = 12;

    private static final double WARM_UP = 0.3;
    private static final Pattern TOTAL = Pattern.compile("\"total\":(\\d+)");

    private final ServerChild server;
    private final Verbs verbs;
    private final long postmaster;
    private final double seconds;

    Meter(ServerChild server, Verbs verbs, long postmaster, double seconds) {
        this.server = server;
        this.verbs = verbs;
        this.postmaster = postmaster;
        this.seconds = seconds;
    }

    /** Milliseconds of one call. */
    double once(Operation operation) throws Exception {
        try (var work = server.calls(operation.requests())) {
            var start = System.nanoTime();
            work.once();
            return (System.nanoTime() - start) / 1e6;
        }
    }

    /** What a lone user waits: the quietest of three rounds. */
    Load.Round single(Operation operation) throws Exception {
        var rounds = new ArrayList<Load.Round>();
        for (var i = 0; i < ROUNDS; i++) {
            rounds.add(Load.run(1, seconds * 0.4, number -> server.calls(operation.requests())));
        }
        return Collections.min(rounds, Comparator.comparingDouble(Load.Round::p50));
    }

    void warmUp(Operation operation, double forSeconds) throws Exception {
        Load.run(CONNECTIONS, forSeconds, number -> server.calls(operation.requests()));
    }

    /** The total that a list answers. */
    long total(Operation operation) throws Exception {
        try (var connection = server.connect()) {
            var status = connection.send(operation.requests().next());
            var found = TOTAL.matcher(connection.body());
            if (status != 200 || !found.find()) {
                throw new IllegalStateException(operation.name() + ": " + status + " " + connection.body());
            }
            return Long.parseLong(found.group(1));
        }
    }

    Measurement measure(Operation operation, Subject subject) throws Exception {
        warmUp(operation, WARM_UP);
        var matching = operation.query() == null ? -1 : total(operation);
        var single = single(operation);
        var scripts = scripts(operation);
        // What is remembered for a while, such as the first page's figures, asks the database for nothing meanwhile.
        var asksNothing = scripts.stream().allMatch(script -> script.recording().roundTrips() == 0);
        var served = new ArrayList<Load.Round>();
        var bare = new ArrayList<Load.Round>();
        var used = new Processes.Cpu(0, 0);
        for (var i = 0; i < ROUNDS; i++) {
            var before = cpu();
            served.add(Load.run(CONNECTIONS, seconds, number -> server.calls(operation.requests())));
            used = cpu().minus(before).plus(used);
            bare.add(
                    asksNothing
                            ? Load.Round.NONE
                            : Load.run(CONNECTIONS, seconds, number -> bare(every(CONNECTIONS, number, scripts))));
        }
        var requests =
                served.stream().mapToInt(round -> round.milliseconds().length).sum();
        return new Measurement(
                operation,
                subject.site(),
                matching,
                subject.first().getOrDefault(operation.name(), Double.NaN),
                single,
                best(served),
                used.times(1_000.0 / requests),
                best(bare),
                scripts.stream()
                        .mapToLong(script -> script.recording().roundTrips())
                        .average()
                        .orElseThrow(),
                subject.alone().getOrDefault(operation.name(), Double.NaN));
    }

    private Processes.Cpu cpu() {
        return Processes.cpu(server.pid(), postmaster);
    }

    /** What the operation asks of the database in the steady state: what can be remembered is remembered. */
    private List<Bare.Script> scripts(Operation operation) throws Exception {
        operation.verb().call(verbs, Tokens.next());
        var scripts = new ArrayList<Bare.Script>();
        for (var i = 0; i < operation.scripts(); i++) {
            var token = Tokens.next();
            var recording = verbs.record(() -> operation.verb().call(verbs, token));
            scripts.add(new Bare.Script(recording, operation.kind().writes() ? token : null));
        }
        return scripts;
    }

    /** With statements that are prepared, and planned for good, as they are on the server's connections. */
    private Bare bare(List<Bare.Script> scripts) throws Exception {
        var bare = verbs.bare(scripts);
        for (var i = 0; i < PREPARING; i++) {
            bare.once();
        }
        return bare;
    }

    /** A worker's share, so that no two change the same lead; all of them where there are few. */
    private static List<Bare.Script> every(int step, int from, List<Bare.Script> scripts) {
        if (scripts.size() < step) {
            return scripts;
        }
        var share = new ArrayList<Bare.Script>();
        for (var i = from; i < scripts.size(); i += step) {
            share.add(scripts.get(i));
        }
        return share;
    }

    private static Load.Round best(List<Load.Round> rounds) {
        return Collections.max(rounds, Comparator.comparingDouble(Load.Round::perSecond));
    }
}
