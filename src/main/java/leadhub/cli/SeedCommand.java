package leadhub.cli;

import java.util.concurrent.Callable;
import leadhub.leads.LeadSeed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fills a workspace with believable leads. */
@Command(
        name = "seed",
        mixinStandardHelpOptions = true,
        description = "Fills a workspace with believable leads in several scripts, for trying out and measuring.",
        footer = {"", "Example:", "  bin/leadhub seed --workspace default --leads 10000"})
final class SeedCommand implements Callable<Integer> {
    private final Console console;

    SeedCommand(Console console) {
        this.console = console;
    }

    @Option(names = "--leads", required = true, paramLabel = "<n>", description = "How many; at most 10,000,000.")
    private int leads;

    @Override
    public Integer call() {
        if (leads < 1 || leads > 10_000_000) {
            throw new UsageException("--leads takes 1 to 10000000.");
        }
        try (var verbs = Verbs.open(console)) {
            var workspace = verbs.workspace(console.settings().workspace());
            var start = System.nanoTime();
            var seed = verbs.get(LeadSeed.class);
            LeadSeed.prepare(verbs.database().owner());
            var made = seed.seed(Verbs.caller(workspace), leads, done -> report(done, start));
            console.err().println("Tidying up …");
            LeadSeed.settle(verbs.database().owner());
            console.out().println("Made " + made + " leads in " + workspace.slug() + " in " + seconds(start) + " s.");
        }
        return 0;
    }

    private void report(long done, long start) {
        console.err().println(done + " of " + leads + " leads after " + seconds(start) + " s");
    }

    private static long seconds(long start) {
        return (System.nanoTime() - start) / 1_000_000_000;
    }
}
