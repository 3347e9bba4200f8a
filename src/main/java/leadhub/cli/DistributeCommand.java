package leadhub.cli;

import java.util.concurrent.Callable;
import leadhub.base.postgres.Database;
import leadhub.base.postgres.Distribution;
import leadhub.base.settings.SetupProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Spreads workspaces over the machines of a cluster. */
@Command(
        name = "distribute",
        mixinStandardHelpOptions = true,
        description = {
            "Spreads workspaces over the machines of a Citus cluster (docs/operations.md). Only says what it would do,",
            "unless --run is given. Can be run again, and must be after an upgrade that brought new tables."
        },
        footer = {
            "",
            "Example:",
            "  bin/leadhub distribute --run --database-url postgresql://leadhub:secret@db:5432/leadhub"
        })
final class DistributeCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--run", description = "Do it.")
    private boolean isMeant;

    DistributeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (var database = Database.open(console.settings(), Database.Mode.COMMAND)) {
            if (database.schema().pending() > 0) {
                throw new SetupProblem("The tables aren't up to date: run \"bin/leadhub migrate\" first.");
            }
            var distribution = new Distribution(database);
            var plan = distribution.plan();
            if (!plan.refusals().isEmpty()) {
                plan.refusals().forEach(console.err()::println);
                return Program.FAILED;
            }
            console.out().printf("Citus %s, rows go to %s.%n", plan.version(), String.join(", ", plan.machines()));
            console.out()
                    .printf(
                            "%d tables of workspaces are spread already, %d are not.%n",
                            plan.spread().size(), plan.tables().size());
            if (isMeant) {
                distribution.run(table -> console.out().println("spread " + table));
                return 0;
            }
            plan.tables().forEach(table -> console.out().println("would spread " + table));
            console.out().println("Nothing was changed. Stop the servers and say --run to do it.");
        }
        return 0;
    }
}
