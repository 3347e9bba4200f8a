package leadhub.users;

import java.util.List;
import java.util.Optional;
import leadhub.admin.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out whether somebody is who they say, and gives nothing away about why not. */
@Component
class SignIn {
    private final LoginSql logins;
    private final Passwords passwords;
    private final Tries tries;

    SignIn(LoginSql logins, Passwords passwords, Tries tries) {
        this.logins = logins;
        this.passwords = passwords;
        this.tries = tries;
    }

    /** What came of a try. */
    sealed interface Try {
        record Proven(List<Login> logins) implements Try {}

        record Refused() implements Try {}

        /** Too many tries; the words are the same for an e-mail that is known and one that isn't. */
        record TooOften(long secondsLeft) implements Try {}
    }

    Try prove(String email, String password, String address) {
        var key = Users.key(email.strip());
        var tooOften = tooOften(key, address);
        if (tooOften.isPresent()) {
            return tooOften.get();
        }
        // As much work for an e-mail that nobody has, and for somebody who was invited or suspended.
        var found = logins.list(key);
        var proven = found.stream()
                .filter(login -> passwords.isRight(password, hash(login)))
                .toList();
        if (found.isEmpty()) {
            passwords.isRight(password, null);
        }
        return proven.isEmpty() ? new Try.Refused() : new Try.Proven(proven);
    }

    /** Null, which no password fits, for who may not sign in. */
    private static @Nullable PasswordHash hash(Login login) {
        return login.user().status() == Status.ACTIVE ? login.password() : null;
    }

    /** Whether it is still the visitor who sits there. */
    Try confirm(Visitor visitor, String password, String address) {
        var tooOften = tooOften(Users.key(visitor.email()), address);
        if (tooOften.isPresent()) {
            return tooOften.get();
        }
        return logins.find(visitor.place().id(), visitor.userId())
                .filter(login -> passwords.isRight(password, login.password()))
                .<Try>map(login -> new Try.Proven(List.of(login)))
                .orElseGet(Try.Refused::new);
    }

    private Optional<Try> tooOften(String emailKey, String address) {
        return tries.tooOften(Tries.Kind.PASSWORD, emailKey, address).map(Try.TooOften::new);
    }
}
