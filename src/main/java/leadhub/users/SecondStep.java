package leadhub.users;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
    private final CodeChecks checks;
    private final Tries tries;
    private final Clock clock;

    SecondStep(HalfSignInSql sql, LoginSql logins, CodeChecks checks, Tries tries, Clock clock) {
        this.sql = sql;
        this.logins = logins;
        this.checks = checks;
        this.tries = tries;
        this.clock = clock;
    }

    /** What came of a code. */
    sealed interface Outcome {
        /** It is right; the users that it lets in. */
        record In(List<Login> logins) implements Outcome {}

        record Wrong() implements Outcome {}

        /** The codes of the app can't be checked any more; a recovery code can. */
        record Lost() implements Outcome {}

        record TooOften(long secondsLeft) implements Outcome {}

        /** The ten minutes, or somebody else was quicker. */
        record Over() implements Outcome {}
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

    /** Whether somebody who is in should set up the app anew, before the recovery codes come to their end. */
    boolean isLost(Login login) {
        return login.hasTwoSteps() && checks.isLost(login);
    }

    /**
     * Tries a code. It lets in the users whose code it is, and with them those who have only a password; a user with
     * another code stays outside.
     */
    Outcome prove(String token, String code, String address) {
        var hash = SessionToken.sha256(token);
        var half = sql.find(hash, Times.now(clock));
        if (half.isEmpty()) {
            return new Outcome.Over();
        }
        var tooOften = tries.tooOften(Tries.Kind.CODE, half.get().emailKey(), address);
        if (tooOften.isPresent()) {
            return new Outcome.TooOften(tooOften.get());
        }
        var proven = new ArrayList<Login>();
        var proofs = EnumSet.noneOf(CodeChecks.Proof.class);
        for (var i = 0; i < half.get().users().size(); i++) {
            var login = logins.find(
                            half.get().workspaces().get(i), half.get().users().get(i))
                    .filter(found -> found.user().status() == Status.ACTIVE);
            if (login.isEmpty()) {
                continue;
            }
            var proof = login.get().hasTwoSteps() ? checks.prove(login.get(), code, address) : null;
            if (proof == null || proof == CodeChecks.Proof.RIGHT) {
                proven.add(login.get());
            }
            if (proof != null) {
                proofs.add(proof);
            }
        }
        if (!proofs.contains(CodeChecks.Proof.RIGHT)) {
            return proofs.contains(CodeChecks.Proof.LOST) ? new Outcome.Lost() : new Outcome.Wrong();
        }
        return sql.take(hash) ? new Outcome.In(proven) : new Outcome.Over();
    }
}
