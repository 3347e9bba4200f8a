package leadhub.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** Runs the server until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs the server. The first start creates a workspace, an admin and two API keys.",
        footer = {
            "",
            "Examples:",
            "  bin/leadhub serve --port 9000 --data /var/lib/leadhub",
            "  LEADHUB_PORT=9000 bin/leadhub"
        })
class ServeCommand implements Callable<Integer> {
    private final Console console;

    ServeCommand(Console console) {
        this.console = console;
    }

    /** The same, for a command line that names no command. */
    @Command(
            name = "leadhub",
            mixinStandardHelpOptions = true,
            versionProvider = VersionCommand.class,
            sortOptions = false,
            synopsisSubcommandLabel = "[COMMAND]",
            description = "LeadHub keeps every lead of a company in one place. Without a command it runs the server.",
            footer = {
                "",
                "Examples:",
                "  bin/leadhub",
                "  bin/leadhub --port 9000 --data /var/lib/leadhub",
                "  bin/leadhub key create --workspace default --dialect leadhub --scopes all",
                "  bin/leadhub help key",
                ""
            },
            subcommands = picocli.CommandLine.HelpCommand.class)
    static final class ByDefault extends ServeCommand {
        ByDefault(Console console) {
            super(console);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = console.settings();
        try (var server = Server.startUntilSignal(settings)) {
            new Greeting(console.out(), server, settings).print();
            // Until a signal ends the program.
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
