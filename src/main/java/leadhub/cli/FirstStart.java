package leadhub.cli;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import leadhub.api.Scope;
import leadhub.apikeys.ApiKeys;
import leadhub.apikeys.KeyDialect;
import leadhub.apikeys.NewApiKey;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.passwords.PasswordHash;
import leadhub.passwords.Passwords;
import leadhub.users.NewUser;
import leadhub.users.Users;
import leadhub.workspaces.NewWorkspace;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives an empty LeadHub what a person needs to begin: all of it in one transaction, or nothing, before anybody can call. */
@Component
class FirstStart {
    private static final String EMAIL = "admin@localhost";

    private final Workspaces workspaces;
    private final Users users;
    private final Passwords passwords;
    private final ApiKeys keys;
    private final TransactionTemplate tx;

    FirstStart(
            Workspaces workspaces,
            Users users,
            Passwords passwords,
            ApiKeys keys,
            PlatformTransactionManager transactions) {
        this.workspaces = workspaces;
        this.users = users;
        this.passwords = passwords;
        this.keys = keys;
        this.tx = new TransactionTemplate(transactions);
    }

    /** What was made; shown once and kept nowhere. */
    record Made(String workspace, String email, String password, String leadHubKey, String lymbeKey) {
        @Override
        public String toString() {
            return "Made[" + workspace + "]";
        }
    }

    /** Makes workspace, administrator and keys; empty if there is a workspace already. */
    Optional<Made> makeWhatIsMissing(String slug) {
        if (!workspaces.all().isEmpty()) {
            return Optional.empty();
        }
        var password = GeneratedPassword.next();
        var hash = passwords.hash(password);
        try {
            return Optional.of(Objects.requireNonNull(tx.execute(status -> make(slug, password, hash))));
        } catch (ProblemException e) {
            // Another server on the same database may have been first.
            if (workspaces.find(slug).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Made make(String slug, String password, PasswordHash hash) {
        var caller = Verbs.caller(workspaces.create(NewWorkspace.of(slug, nameOf(slug))));
        var admin = users.create(caller, new NewUser("Administrator", EMAIL, Role.ADMIN, null, hash));
        var all = EnumSet.allOf(Scope.class);
        var leadHub = new NewApiKey("First key", KeyDialect.LEADHUB, all, NewApiKey.USUAL_LIMIT, null);
        var lymbe = new NewApiKey("First key for Lymbe", KeyDialect.LYMBE, all, NewApiKey.USUAL_LIMIT, null);
        return new Made(
                slug,
                admin.email(),
                password,
                keys.create(caller, leadHub).secret(),
                keys.create(caller, lymbe).secret());
    }

    /** {@code acme-inc} is Acme Inc. */
    private static String nameOf(String slug) {
        return Pattern.compile("(^|-+)([a-z0-9]?)")
                .matcher(slug)
                .replaceAll(
                        word -> (word.start() == 0 ? "" : " ") + word.group(2).toUpperCase(Locale.ROOT))
                .strip();
    }
}
