package leadhub.cli;

import java.util.List;
import java.util.function.BiFunction;
import leadhub.base.Resealing;
import leadhub.base.settings.Setting;
import leadhub.workspaces.Workspaces;
import picocli.CommandLine.Command;

/** Looks after the secrets that the database keeps sealed. */
@Command(
        name = "secrets",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Checks and re-encrypts the secrets that the database stores, encrypted with the server's secret key.",
        footer = {"", "Example:", "  bin/leadhub secrets check"})
final class SecretsCommand {
    static final List<Setting> SETTINGS =
            List.of(Setting.DATA, Setting.DATABASE_URL, Setting.SECRET_KEY, Setting.OTHER_SECRET_KEY);
    private static final int WORKSPACES_BETWEEN_REPORTS = 1000;

    private final Console console;

    SecretsCommand(Console console) {
        this.console = console;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Shows how many secrets there are, and whether the configured keys can decrypt them.",
                "Exits with 1 if some were encrypted with neither of these keys."
            },
            footer = {"", "Example:", "  bin/leadhub secrets check"})
    int check() {
        return goThrough(Resealing::count);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Re-encrypts with the secret key what the other key encrypted. Can be interrupted and repeated, and run beside servers.",
                "Exits with 1 if some were encrypted with neither of these keys; those are left as they are."
            },
            footer = {"", "Example:", "  LEADHUB_SECRET_KEY=… LEADHUB_OTHER_SECRET_KEY=… bin/leadhub secrets reseal"})
    int reseal() {
        return goThrough(Resealing::reseal);
    }

    private int goThrough(BiFunction<Resealing, Long, Resealing.Count> work) {
        try (var verbs = Verbs.openWithSecretKey(console)) {
            var resealing = verbs.get(Resealing.class);
            var all = verbs.get(Workspaces.class).all();
            var count = Resealing.Count.NONE;
            for (var i = 0; i < all.size(); i++) {
                count = count.plus(work.apply(resealing, all.get(i).id()));
                if ((i + 1) % WORKSPACES_BETWEEN_REPORTS == 0) {
                    console.err().println((i + 1) + " of " + all.size() + " workspaces …");
                }
            }
            console.out()
                    .println("Sealed with the secret key: " + count.current() + "; with the other one: " + count.other()
                            + "; with a key that is neither: " + count.lost() + ".");
            return count.lost() == 0 ? 0 : Program.FAILED;
        }
    }
}
