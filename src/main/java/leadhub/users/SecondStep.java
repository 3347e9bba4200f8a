package leadhub.users;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import leadhub.base.Times;
import org.springframework.stereotype.Component;

/**
 * Between a right password and a session: whoever is here has shown that they know the password, and nothing opens before
 * the code is right. Good for ten minutes.
 */
@Component
class SecondStep {
    private static final Duration LASTS = Duration.ofMinutes(10);

    private final HalfSignInSql sql;
    private final LoginSql logins;
    private final TwoSteps twoSteps;
    private final Tries tries;
    private final Clock clock;

    SecondStep(HalfSignInSql sql, LoginSql logins, TwoSteps twoSteps, Tries tries, Clock clock) {
        this.sql = sql;
        this.logins = logins;
        this.twoSteps = twoSteps;
        this.tries = tries;
        this.clock = clock;
    }

    /** Whether a code is asked for. */
    static boolean isOwed(List<Login> proven) {
        return proven.stream().anyMatch(Login::hasTwoSteps);
    }

    /** The token for the form that asks for the code; it opens nothing else. */
    String begin(String email, List<Login> proven) {
        var token = SessionToken.generate();
        sql.insert(
                SessionToken.sha256(token),
                Users.key(email.strip()),
                proven,
                Times.now(clock).plus(LASTS));
        return token;
    }

    /**
     * Tries a code. It lets in the users whose code it is, and with them those who have only a password; a user with
     * another code stays outside. Empty if the ten minutes are over.
     */
    Optional<SignIn.Try> prove(String token, String code, String address) {
        var hash = SessionToken.sha256(token);
        var half = sql.find(hash, Times.now(clock));
        if (half.isEmpty()) {
            return Optional.empty();
        }
        var tooOften = tries.tooOften(Tries.Kind.CODE, half.get().emailKey(), address);
        if (tooOften.isPresent()) {
            return Optional.of(new SignIn.Try.TooOften(tooOften.get()));
        }
        var proven = new ArrayList<Login>();
        var isRight = false;
        for (var i = 0; i < half.get().users().size(); i++) {
            var login = logins.find(
                            half.get().workspaces().get(i), half.get().users().get(i))
                    .filter(found -> found.user().status() == Status.ACTIVE);
            if (login.isEmpty()) {
                continue;
            }
            var hasCode = login.get().hasTwoSteps() && twoSteps.prove(login.get(), code, address);
            if (hasCode || !login.get().hasTwoSteps()) {
                proven.add(login.get());
            }
            isRight |= hasCode;
        }
        if (!isRight) {
            return Optional.of(new SignIn.Try.Refused());
        }
        return sql.take(hash) ? Optional.of(new SignIn.Try.Proven(proven)) : Optional.empty();
    }
}
