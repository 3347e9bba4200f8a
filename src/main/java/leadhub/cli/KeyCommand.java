package leadhub.cli;

import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.api.Scope;
import leadhub.apikeys.ApiKey;
import leadhub.apikeys.ApiKeys;
import leadhub.apikeys.NewApiKey;
import leadhub.base.Caller;
import leadhub.base.Unicode;
import leadhub.users.User;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Creates, lists and revokes API keys. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Creates, lists and revokes API keys.",
        footer = {"", "Example:", "  KEY=$(bin/leadhub key create --workspace acme --dialect leadhub --scopes all)"})
final class KeyCommand {
    private final Console console;

    KeyCommand(Console console) {
        this.console = console;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Creates a key and prints only the key. It can't be shown again: just its hash is stored.",
            footer = {
                "",
                "Examples:",
                "  KEY=$(bin/leadhub key create --workspace acme --dialect leadhub --scopes all)",
                "  bin/leadhub key create --workspace acme --dialect lymbe --scopes leads:read,leads:write \\",
                "    --rate-limit 5000 --expires 2027-12-31 --name 'Website chat'"
            })
    int create(
            @Option(names = "--workspace", required = true, paramLabel = "<slug>", description = "The workspace.")
                    String slug,
            @Option(
                            names = "--dialect",
                            defaultValue = "leadhub",
                            description =
                                    "leadhub or lymbe: how the key begins. Either works in both. Usually leadhub.")
                    String dialect,
            @Option(
                            names = "--scopes",
                            required = true,
                            description =
                                    "Its scopes: all, which includes making people admins and setting passwords (admin:users),"
                                            + " or by comma such as read:leads,write:leads.")
                    String scopes,
            @Option(
                            names = "--rate-limit",
                            paramLabel = "<calls>",
                            defaultValue = "" + NewApiKey.USUAL_LIMIT,
                            description = "Calls an hour. Default: " + NewApiKey.USUAL_LIMIT + ".")
                    int hourlyLimit,
            @Option(
                            names = "--expires",
                            paramLabel = "<date>",
                            description = "When it expires: 2027-12-31, or a time in UTC. Default: never.")
                    @Nullable
                    String expires,
            @Option(names = "--name", defaultValue = "Command line", description = "Name, such as what it is for.")
                    String name) {
        var wanted = new NewApiKey(
                Unicode.nfc(name),
                Arguments.dialect(dialect),
                Arguments.scopes(scopes),
                hourlyLimit,
                expires == null ? null : Arguments.future(expires));
        try (var verbs = Verbs.open(console)) {
            var made = verbs.get(ApiKeys.class).create(Verbs.caller(verbs.workspace(slug)), wanted);
            console.err()
                    .println("Made key " + made.key().id() + ", " + made.key().name() + ".");
            if (made.key().scopes().contains(Scope.ADMIN_USERS)) {
                console.err()
                        .println("It can create and change managers and admins, and set passwords (admin:users):"
                                + " whoever has it can become an admin.");
            }
            console.out().println(made.secret());
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Lists a workspace's keys that aren't revoked.",
            footer = {"", "Example:", "  bin/leadhub key list --workspace acme"})
    int list(
            @Option(names = "--workspace", required = true, paramLabel = "<slug>", description = "The workspace.")
                    String slug) {
        try (var verbs = Verbs.open(console)) {
            var table = new Table(
                    "ID", "NAME", "DIALECT", "CALLS AN HOUR", "EXPIRES", "LAST USED", "CREATED", "MADE BY", "SCOPES");
            var caller = Verbs.caller(verbs.workspace(slug));
            for (var key : verbs.get(ApiKeys.class).list(caller)) {
                table.add(
                        key.id(),
                        key.name(),
                        Arguments.word(key.dialect()),
                        key.hourlyLimit(),
                        Table.time(key.expiresAt()),
                        Table.time(key.lastUsedAt()),
                        Table.time(key.createdAt()),
                        maker(verbs.get(Users.class), caller, key),
                        key.scopes().size() == Scope.values().length
                                ? "all"
                                : key.scopes().stream()
                                        .sorted(Comparator.naturalOrder())
                                        .map(Scope::spelling)
                                        .collect(Collectors.joining(",")));
            }
            table.print(console.out());
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Revokes a key at once.",
            footer = {"", "Example:", "  bin/leadhub key revoke --workspace acme --id 3"})
    int revoke(
            @Option(names = "--workspace", required = true, paramLabel = "<slug>", description = "The workspace.")
                    String slug,
            @Option(names = "--id", required = true, paramLabel = "<n>", description = "Its number in the list.")
                    long id) {
        try (var verbs = Verbs.open(console)) {
            verbs.get(ApiKeys.class).revoke(Verbs.caller(verbs.workspace(slug)), id);
            console.err().println("Revoked key " + id + ".");
        }
        return 0;
    }

    /** Whoever made it in the panel. */
    private static String maker(Users users, Caller caller, ApiKey key) {
        var id = key.createdBy();
        if (id == null) {
            return "-";
        }
        return Stream.concat(
                        users.all(caller).stream()
                                .filter(user -> user.id() == id)
                                .map(User::name),
                        users.removed(caller).stream()
                                .filter(user -> user.id() == id)
                                .map(user -> user.name() + " (removed)"))
                .findFirst()
                .orElse("user " + id);
    }
}
