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

/** Makes and lists users, and lets those in again who lost a password or a phone. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Makes and lists users, and lets those in again who lost a password or a phone.",
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
            description = "Makes a user. Prints the password alone if it made one up.",
            footer = {
                "",
                "Example:",
                "  bin/leadhub user create --workspace acme --name 'Ann Lee' --email ann@example.com --role admin"
            })
    int create(
            @Option(names = "--workspace", required = true, paramLabel = "<slug>", description = "The workspace.")
                    String slug,
            @Option(names = "--name", required = true, description = "Name for people.") String name,
            @Option(names = "--email", required = true, description = "What the user signs in with.") String email,
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
                    .println("Made user " + user.id() + ", " + user.email() + ", "
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
            description = "Gives a user a new password. Prints it alone if it made one up.",
            footer = {"", "Example:", "  bin/leadhub user reset-password --workspace acme --email ann@example.com"})
    int resetPassword(
            @Option(names = "--workspace", required = true, paramLabel = "<slug>", description = "The workspace.")
                    String slug,
            @Option(names = "--email", required = true, description = "Whose password.") String email,
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
            console.err().println("The password of " + email + " was set.");
            if (given == null) {
                console.out().println(password);
            }
        }
        return 0;
    }

    @Command(
            name = "reset-two-step",
            mixinStandardHelpOptions = true,
            description = "Turns off two-step sign-in for a user who has lost app and recovery codes.",
            footer = {"", "Example:", "  bin/leadhub user reset-two-step --workspace acme --email ann@example.com"})
    int resetTwoStep(
            @Option(names = "--workspace", required = true, paramLabel = "<slug>", description = "The workspace.")
                    String slug,
            @Option(names = "--email", required = true, description = "Whose second step.") String email) {
        try (var verbs = Verbs.open(console)) {
            var caller = Verbs.caller(verbs.workspace(slug));
            verbs.get(TwoStepResets.class)
                    .reset(caller, known(verbs, caller, email, slug).id());
            console.err().println(email + " signs in with the password alone from now on.");
        }
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Lets somebody try to sign in at once whom failures slow down, in whatever workspace.",
                "Nobody waits longer than a minute anyway, and a browser that they signed in with before doesn't wait."
            },
            footer = {"", "Example:", "  bin/leadhub user unlock --email ann@example.com"})
    int unlock(@Option(names = "--email", required = true, description = "Whose sign-in.") String email) {
        try (var verbs = Verbs.open(console)) {
            console.err()
                    .println(
                            verbs.get(Unlocking.class).unlock(email)
                                    ? "The failures to sign in with " + email + " are forgotten."
                                    : "Nothing slowed " + email + " down.");
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
