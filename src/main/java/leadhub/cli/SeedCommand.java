package leadhub.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import leadhub.demo.DemoQuarter;
import leadhub.demo.StoryClock;
import leadhub.samples.LeadSeed;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fills a workspace with believable leads. */
@Command(
        name = "seed",
        mixinStandardHelpOptions = true,
        description =
                "Fills a workspace with realistic sample leads in several scripts, for trying LeadHub out and for benchmarks.",
        footer = {
            "",
            "Examples:",
            "  bin/leadhub seed --demo                            a sales team's quarter, with its people and history",
            "  bin/leadhub seed --workspace default --leads 10000"
        })
final class SeedCommand implements Callable<Integer> {
    private final Console console;

    SeedCommand(Console console) {
        this.console = console;
    }

    @ArgGroup(multiplicity = "1")
    private Wanted wanted = new Wanted();

    /** Either of them. */
    private static final class Wanted {
        @Option(names = "--leads", paramLabel = "<n>", description = "Number of leads; at most 10,000,000.")
        private int leads;

        @Option(names = "--demo", description = "A sales team's last quarter, for trying out.")
        private boolean demo;
    }

    @Override
    public Integer call() {
        return wanted.demo ? demo() : leads(wanted.leads);
    }

    private int demo() {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var clock = new StoryClock(now);
        try (var verbs = Verbs.open(console, clock)) {
            var workspace = verbs.workspace(console.settings().workspace());
            var start = System.nanoTime();
            var made = verbs.get(DemoQuarter.class).fill(Verbs.caller(workspace), clock, now, told -> {
                if (told % 500 == 0) {
                    console.err().println(told + " things have happened after " + seconds(start) + " s");
                }
            });
            console.out()
                    .println("Added a quarter with " + made + " leads to " + workspace.slug() + " in " + seconds(start)
                            + " s. Sign in and look at Home, Leads and Board.");
        }
        return 0;
    }

    private int leads(int leads) {
        if (leads < 1 || leads > 10_000_000) {
            throw new UsageException("--leads takes 1 to 10000000.");
        }
        try (var verbs = Verbs.open(console)) {
            var workspace = verbs.workspace(console.settings().workspace());
            var start = System.nanoTime();
            var seed = verbs.get(LeadSeed.class);
            LeadSeed.prepare(verbs.database().owner());
            var made = seed.seed(Verbs.caller(workspace), leads, done -> report(done, leads, start));
            console.err().println("Cleaning up …");
            LeadSeed.settle(verbs.database().owner());
            console.out().println("Added " + made + " leads to " + workspace.slug() + " in " + seconds(start) + " s.");
        }
        return 0;
    }

    private void report(long done, int leads, long start) {
        console.err().println(done + " of " + leads + " leads after " + seconds(start) + " s");
    }

    private static long seconds(long start) {
        return (System.nanoTime() - start) / 1_000_000_000;
    }
}
