package leadhub.cli;

import java.util.concurrent.Callable;
import leadhub.base.postgres.Database;
import picocli.CommandLine.Command;

/** Brings the tables up to date. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = "Migrates the database to this version. The server does so too when it starts.",
        footer = {"", "Example:", "  bin/leadhub migrate --database-url postgresql://leadhub:secret@db:5432/leadhub"})
final class MigrateCommand implements Callable<Integer> {
    private final Console console;

    MigrateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (var database = Database.open(console.settings(), Database.Mode.COMMAND)) {
            var pending = database.schema().pending();
            database.migrate();
            console.out()
                    .println("The database is at version " + database.schema().current() + "; "
                            + (pending == 0 ? "there was nothing to do." : "steps taken: " + pending + "."));
        }
        return 0;
    }
}
