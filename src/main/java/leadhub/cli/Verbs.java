package leadhub.cli;

import java.time.Clock;
import java.util.function.Function;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.SealKeys;
import leadhub.base.postgres.Database;
import leadhub.base.settings.Settings;
import leadhub.base.settings.SetupProblem;
import leadhub.workspaces.Workspace;
import leadhub.workspaces.Workspaces;
import org.springframework.context.ConfigurableApplicationContext;

/** The features' verbs for one command, with or without a server running beside it. */
final class Verbs implements AutoCloseable {
    private final Database database;
    private final ConfigurableApplicationContext context;

    private Verbs(Settings settings, SealKeys keys, Database database, Clock clock) {
        this.database = database;
        this.context = Application.verbs(settings, keys, database, clock);
    }

    static Verbs open(Console console) {
        return open(console, Clock.systemUTC());
    }

    /** @param clock shows the verbs what time it is */
    static Verbs open(Console console, Clock clock) {
        return open(console, clock, database -> SealKeys.NONE);
    }

    /** Verbs that open and seal secrets; other commands have no business with the key. */
    static Verbs openWithSecretKey(Console console) {
        return open(console, Clock.systemUTC(), database -> Application.sealKeys(console.settings(), database));
    }

    private static Verbs open(Console console, Clock clock, Function<Database, SealKeys> keys) {
        System.setProperty("leadhub.log", "WARN");
        var settings = console.settings();
        var database = Database.open(settings, Database.Mode.COMMAND);
        try {
            prepare(database);
            return new Verbs(settings, keys.apply(database), database, clock);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** Makes the tables where there are none; those of a server of another version are left to it. */
    private static void prepare(Database database) {
        var schema = database.schema();
        if (schema.current() == null) {
            database.migrate();
        } else if (schema.pending() > 0) {
            throw new SetupProblem(
                    "The database is at version " + schema.current() + " and this LeadHub needs " + schema.pending()
                            + " more steps: restart the server with this version, or run bin/leadhub migrate.");
        }
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    Database database() {
        return database;
    }

    Workspace workspace(String slug) {
        var workspaces = get(Workspaces.class);
        return workspaces
                .find(slug)
                .orElseThrow(() -> new UsageException("There is no workspace " + slug + ": "
                        + (workspaces.all().isEmpty()
                                ? "make one with bin/leadhub workspace create."
                                : "bin/leadhub workspace list shows those there are.")));
    }

    static Caller caller(Workspace workspace) {
        return workspace.caller(Actor.system("command"));
    }

    @Override
    public void close() {
        try {
            context.close();
        } finally {
            database.close();
        }
    }
}
