package leadhub.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import leadhub.base.postgres.Database;
import leadhub.samples.LeadSeed;

/** One run from an empty database to the table. */
final class Run implements AutoCloseable {
    private static final Path PLANS = Path.of("target/bench-plans.md");
    private static final int NEIGHBOURS = 3;
    private static final double WARM_UP = 0.5;

    private final Options options;
    private final Database database;
    private final Verbs verbs;
    private final long postmaster;
    private final Path data;
    private final Sites sites;
    private final Report report = new Report();
    private ServerChild server;

    Run(Options options, ServerChild server, Database database, Verbs verbs, long postmaster, Path data) {
        this.options = options;
        this.server = server;
        this.database = database;
        this.verbs = verbs;
        this.postmaster = postmaster;
        this.data = data;
        this.sites = new Sites(verbs, () -> "http://127.0.0.1:" + this.server.port());
    }

    String run() throws Exception {
        var isSeeded = sites.has("large");
        Progress.say("Seeding small workspaces");
        for (var i = 1; i <= NEIGHBOURS; i++) {
            sites.site("other-" + i, 1_000);
        }
        var other = subject(sites.site("other-1", 1_000), "");
        if (isSeeded) {
            // Before samples are taken of what is there.
            sites.tidy(sites.site("small", options.smallLeads()));
            sites.tidy(sites.site("large", options.largeLeads()));
        }
        var small = subject(sites.site("small", options.smallLeads()), options.only());
        if (!isSeeded) {
            measureAlone(other, small);
        }
        Progress.say(String.format(Locale.ROOT, "Seeding %,d leads", options.largeLeads()));
        var large = subject(sites.site("large", options.largeLeads()), options.only());
        measure(other, List.of(small, large));
        return report.markdown();
    }

    private Subject subject(Site site, String only) throws SQLException {
        return Subject.of(site, sites.samples(site), only);
    }

    /** What the small workspace takes while there is no large one. */
    private void measureAlone(Subject other, Subject small) throws Exception {
        var meter = freshServer(other);
        Progress.say("Measuring small alone");
        for (var operation : small.reading()) {
            meter.warmUp(operation, 0.3);
            small.alone().put(operation.name(), meter.single(operation).p50());
        }
    }

    private void measure(Subject other, List<Subject> subjects) throws Exception {
        var meter = freshServer(other);
        Progress.say("First calls");
        for (var subject : subjects) {
            for (var operation : subject.reading()) {
                subject.first().put(operation.name(), meter.once(operation));
            }
        }
        try (var arrivals = new Arrivals(server, subjects.getLast().site())) {
            measure(meter, subjects, operation -> !operation.kind().writes());
            report.note("Leads that came into the large workspace meanwhile: " + arrivals.count() + ".");
        }
        var totals = new Totals(meter, verbs);
        check(totals, subjects);
        measure(meter, subjects, operation -> operation.kind().writes());
        check(totals, subjects);
        report.add(new Target(
                totals.checked() + " totals compared with counts by SQL, "
                        + totals.wrong().size() + " wrong",
                totals.wrong().isEmpty()));
        totals.wrong().forEach(report::note);
        conclude();
        if (options.explain()) {
            explain();
        }
    }

    private void explain() throws Exception {
        var text = new StringBuilder();
        for (var missing : report.missing()) {
            var verb = missing.operation().verb();
            verb.call(verbs, Tokens.next());
            var recording = verbs.record(() -> verb.call(verbs, Tokens.next()));
            text.append("\n# ").append(missing).append('\n');
            try (var connection = verbs.connect(missing.site().workspaceId())) {
                text.append(Explain.plans(connection, recording));
            }
        }
        Files.writeString(PLANS, text);
    }

    private void measure(Meter meter, List<Subject> subjects, Predicate<Operation> which) throws Exception {
        var names = subjects.stream()
                .flatMap(subject -> subject.operations().stream())
                .filter(which)
                .map(Operation::name)
                .distinct()
                .toList();
        for (var name : names) {
            for (var subject : subjects) {
                var operation = subject.operation(name);
                if (operation.isPresent()) {
                    var measured = meter.measure(operation.get(), subject);
                    report.add(measured);
                    Progress.say(measured.toString());
                }
            }
        }
    }

    private void check(Totals totals, List<Subject> subjects) throws Exception {
        Progress.say("Comparing totals with counts by SQL");
        totals.forget();
        for (var subject : subjects) {
            for (var operation : subject.reading()) {
                totals.check(subject.site(), operation);
            }
        }
    }

    /** A server that remembers nothing, on tidy tables, with code that is warm from calls to another workspace. */
    private Meter freshServer(Subject other) throws Exception {
        Progress.say("Tidying up and restarting the server");
        LeadSeed.settle(database.owner());
        server.close();
        server = ServerChild.start(data);
        var meter = new Meter(server, verbs, postmaster, options.seconds());
        Progress.say("Warming up");
        for (var operation : other.operations()) {
            meter.warmUp(operation, WARM_UP);
        }
        return meter;
    }

    private void conclude() {
        var now = Processes.mebibytes(server.pid(), "VmRSS");
        var most = Processes.mebibytes(server.pid(), "VmHWM");
        report.add(new Target(
                String.format(Locale.ROOT, "server memory %.0f MiB at the end, %.0f MiB at most, < 400 MiB", now, most),
                most < 400));
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}
