package leadhub.cli;

import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Unicode;
import leadhub.passwords.PasswordOwner;
import leadhub.passwords.Passwords;
import leadhub.signin.Unlocking;
import leadhub.signin.twosteps.TwoStepResets;
import leadhub.users.NewUser;
import leadhub.users.User;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Creates and lists users, and helps those who lost a password or a phone. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Creates and lists users, and helps those who lost a password or a phone.",
        footer = {
            "",
            "Example:",
            "  bin/leadhub user create --workspace acme --name 'Ann Lee' --email ann@example.com --role admin"
        })
final class UserCommand {
    private static final int PAGE = 100;

    private final Console console;

    UserCommand(Console console) {
        this.console = console;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Creates a user. Prints only the password if it generated one.",
            footer = {
                "",
                "Example:",
                "  bin/leadhub user create --workspace acme --name 'Ann Lee' --email ann@example.com --role admin"
            })
    int create(
            @Option(names = "--workspace", required = true, paramLabel = "<slug>", description = "The workspace.")
                    String slug,
            @Option(names = "--name", required = true, description = "Display name.") String name,
            @Option(names = "--email", required = true, description = "Email to sign in with.") String email,
            @Option(
                            names = "--role",
                            defaultValue = "agent",
                            description = "admin, manager, agent or read_only. Usually agent.")
                    String role,
            @Option(names = "--password", description = "8 to 255 characters. Without one it is made up and printed.")
                    @Nullable
                    String given) {
        var known = Arguments.role(role);
        if (name.isBlank()) {
            throw new UsageException("The name is empty: give --name 'Ann Lee'.");
        }
        try (var verbs = Verbs.open(console)) {
            var caller = Verbs.caller(verbs.workspace(slug));
            var password = given == null ? GeneratedPassword.next() : given;
            var wanted = Unicode.nfc(name.strip());
            var owner = PasswordOwner.of(wanted, email, verbs.workspace(slug));
            var hash = verbs.get(Passwords.class).hash(password, owner);
            var user =
                    verbs.get(Users.class).create(caller, new NewUser(wanted, Unicode.nfc(email), known, null, hash));
            console.err()
                    .println("Created user " + user.id() + ", " + user.email() + ", "
                            + user.role().word() + ".");
            if (given == null) {
                console.out().println(password);
            }
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Lists the users of a workspace.",
            footer = {"", "Example:", "  bin/leadhub user list --workspace acme"})
    int list(
            @Option(names = "--workspace", required = true, paramLabel = "<slug>", description = "The workspace.")
                    String slug) {
        try (var verbs = Verbs.open(console)) {
            var caller = Verbs.caller(verbs.workspace(slug));
            var table = new Table("ID", "NAME", "EMAIL", "ROLE", "STATUS", "CREATED");
            for (var number = 1; ; number++) {
                var page = verbs.get(Users.class).list(caller, Slice.ofPage(number, PAGE));
                for (var user : page.items()) {
                    table.add(
                            user.id(),
                            user.name(),
                            user.email(),
                            user.role().word(),
                            user.status().word(),
                            Table.time(user.createdAt()));
                }
                if ((long) number * PAGE >= page.total()) {
                    break;
                }
            }
            table.print(console.out());
        }
        return 0;
    }

    @Command(
            name = "reset-password",
            mixinStandardHelpOptions = true,
            description = "Sets a new password for a user. Prints only the password if it generated one.",
            footer = {"", "Example:", "  bin/leadhub user reset-password --workspace acme --email ann@example.com"})
    int resetPassword(
            @Option(names = "--workspace", required = true, paramLabel = "<slug>", description = "The workspace.")
                    String slug,
            @Option(names = "--email", required = true, description = "Email of the user.") String email,
            @Option(names = "--password", description = "8 to 255 characters. Without one it is made up and printed.")
                    @Nullable
                    String given) {
        try (var verbs = Verbs.open(console)) {
            var caller = Verbs.caller(verbs.workspace(slug));
            var users = verbs.get(Users.class);
            var user = known(verbs, caller, email, slug);
            var password = given == null ? GeneratedPassword.next() : given;
            var owner = PasswordOwner.of(user.name(), user.email(), verbs.workspace(slug));
            users.resetPassword(caller, email, verbs.get(Passwords.class).hash(password, owner));
            console.err().println("Set the password of " + email + ".");
            if (given == null) {
                console.out().println(password);
            }
        }
        return 0;
    }

    @Command(
            name = "reset-two-step",
            mixinStandardHelpOptions = true,
            description = "Turns off two-step sign-in for a user who has lost both the app and the recovery codes.",
            footer = {"", "Example:", "  bin/leadhub user reset-two-step --workspace acme --email ann@example.com"})
    int resetTwoStep(
            @Option(names = "--workspace", required = true, paramLabel = "<slug>", description = "The workspace.")
                    String slug,
            @Option(names = "--email", required = true, description = "Email of the user.") String email) {
        try (var verbs = Verbs.open(console)) {
            var caller = Verbs.caller(verbs.workspace(slug));
            verbs.get(TwoStepResets.class)
                    .reset(caller, known(verbs, caller, email, slug).id());
            console.err().println(email + " now signs in with a password only.");
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Lets somebody sign in at once despite failed attempts, in any workspace.",
                "Nobody has to wait longer than a minute anyway, and a browser they have signed in with before doesn't have to."
            },
            footer = {"", "Example:", "  bin/leadhub user unlock --email ann@example.com"})
    int unlock(@Option(names = "--email", required = true, description = "Email of the user.") String email) {
        try (var verbs = Verbs.open(console)) {
            console.err()
                    .println(
                            verbs.get(Unlocking.class).unlock(email)
                                    ? "Cleared the failed sign-ins of " + email + "."
                                    : "There were no failed sign-ins of " + email + ".");
        }
        return 0;
    }

    private static User known(Verbs verbs, Caller caller, String email, String slug) {
        return verbs.get(Users.class)
                .find(caller, email)
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("user.unknown_email")
                                .with("email", email)
                                .with("workspace", slug))
                        .exception());
    }
}
