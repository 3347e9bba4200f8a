package leadhub.signin;

import java.util.List;
import java.util.function.Supplier;
import leadhub.panel.Visitor;
import leadhub.passwords.PasswordHash;
import leadhub.passwords.Passwords;
import leadhub.users.EmailKey;
import leadhub.users.Status;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out whether somebody is who they say, and gives nothing away about why not. */
@Component
public class SignIn {
    private final Logins logins;
    private final Passwords passwords;
    private final Tries tries;

    SignIn(Logins logins, Passwords passwords, Tries tries) {
        this.logins = logins;
        this.passwords = passwords;
        this.tries = tries;
    }

    /** What came of a try. */
    public sealed interface Try {
        record Proven(List<Login> logins) implements Try {}

        record Refused() implements Try {}

        /** Wrong so often that the session in which it was asked for should end. */
        record Spent() implements Try {}

        /** Too many failures; the words are the same for an e-mail that is known and one that isn't. */
        record TooOften(long secondsLeft) implements Try {}
    }

    public Try prove(String email, String password, Client client) {
        var key = EmailKey.of(email.strip());
        var attempt = tries.begin(TryKind.PASSWORD, key, client);
        if (attempt.secondsLeft() > 0) {
            return new Try.TooOften(attempt.secondsLeft());
        }
        return result(key, attempt, () -> proven(key, password, attempt.isFromKnownBrowser()));
    }

    /** As much work for an e-mail that nobody has, and for somebody who was invited or suspended. */
    private List<Login> proven(String key, String password, boolean isKnown) {
        var found = Texts.isSound(key) ? logins.list(key) : List.<Login>of();
        if (found.isEmpty()) {
            passwords.isRight(password, null, isKnown);
        }
        return found.stream()
                .filter(login -> passwords.isRight(password, hash(login), isKnown))
                .toList();
    }

    /** Null, which no password fits, for who may not sign in. */
    private static @Nullable PasswordHash hash(Login login) {
        return login.user().status() == Status.ACTIVE ? login.password() : null;
    }

    /** Whether it is still the visitor who sits there. Nobody else's failures count, for this takes a session. */
    public Try confirm(Visitor visitor, String password, Client client) {
        var attempt = tries.begin(TryKind.PASSWORD, visitor.sessionId(), client);
        if (attempt.secondsLeft() > 0) {
            return new Try.TooOften(attempt.secondsLeft());
        }
        return result(
                EmailKey.of(visitor.email()),
                attempt,
                () -> logins
                        .find(visitor.place().id(), visitor.userId())
                        .filter(login -> passwords.isRight(password, login.password(), true))
                        .stream()
                        .toList());
    }

    private static Try result(String key, Tries.Attempt attempt, Supplier<List<Login>> check) {
        List<Login> proven;
        try {
            proven = check.get();
        } catch (RuntimeException e) {
            attempt.cancel();
            throw e;
        }
        if (proven.isEmpty()) {
            attempt.failed(key);
            return attempt.isSpent() ? new Try.Spent() : new Try.Refused();
        }
        attempt.succeeded();
        return new Try.Proven(proven);
    }
}
