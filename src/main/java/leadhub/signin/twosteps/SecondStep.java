package leadhub.signin.twosteps;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import leadhub.base.Times;
import leadhub.signin.Client;
import leadhub.signin.Login;
import leadhub.signin.Logins;
import leadhub.signin.SessionToken;
import leadhub.signin.Tries;
import leadhub.signin.TryKind;
import leadhub.users.EmailKey;
import leadhub.users.Status;
import org.springframework.stereotype.Component;

/**
 * Between a right password and a session: whoever is here has shown that they know the password, and nothing opens before
 * the code is right. Good for ten minutes.
 */
@Component
public class SecondStep {
    private static final Duration LASTS = Duration.ofMinutes(10);

    private final HalfSignInSql sql;
    private final Logins logins;
    private final CodeChecks checks;
    private final Tries tries;
    private final Clock clock;

    SecondStep(HalfSignInSql sql, Logins logins, CodeChecks checks, Tries tries, Clock clock) {
        this.sql = sql;
        this.logins = logins;
        this.checks = checks;
        this.tries = tries;
        this.clock = clock;
    }

    /** What came of a code. */
    public sealed interface Outcome {
        /** It is right; the users that it lets in. */
        record In(List<Login> logins) implements Outcome {}

        record Wrong() implements Outcome {}

        /** The codes of the app can't be checked any more; a recovery code can. */
        record Lost() implements Outcome {}

        record TooOften(long secondsLeft) implements Outcome {}

        /** So many were wrong that one code of the app is not enough: it takes that one and the next. */
        record OneIsNotEnough() implements Outcome {}

        /** The ten minutes, or somebody else was quicker. */
        record Over() implements Outcome {}
    }

    /** Whether a code is asked for. */
    public static boolean isOwed(List<Login> proven) {
        return proven.stream().anyMatch(Login::hasTwoSteps);
    }

    /** The token for the form that asks for the code; it opens nothing else. */
    public String begin(String email, List<Login> proven) {
        var token = SessionToken.generate();
        sql.insert(
                SessionToken.sha256(token),
                EmailKey.of(email.strip()),
                proven,
                Times.now(clock).plus(LASTS));
        return token;
    }

    /** Whether somebody who is in should set up the app anew, before the recovery codes come to their end. */
    public boolean isLost(Login login) {
        return login.hasTwoSteps() && checks.isLost(login);
    }

    /**
     * Tries a code. It lets in the users whose code it is, and with them those who have only a password; a user with
     * another code stays outside.
     */
    public Outcome prove(String token, String code, Client client) {
        var hash = SessionToken.sha256(token);
        var half = sql.find(hash, Times.now(clock));
        if (half.isEmpty()) {
            return new Outcome.Over();
        }
        var key = half.get().emailKey();
        var kind = CodeChecks.kind(code);
        var attempt = tries.begin(kind, key, client);
        if (attempt.secondsLeft() > 0) {
            return new Outcome.TooOften(attempt.secondsLeft());
        }
        if (kind == TryKind.CODE && attempt.isStrict() && !CodeChecks.isTwoCodes(code)) {
            attempt.failed(key);
            return new Outcome.OneIsNotEnough();
        }
        var outcome = check(half.get(), code, client.address());
        if (!(outcome instanceof Outcome.In)) {
            attempt.failed(key);
            return outcome;
        }
        attempt.succeeded();
        return sql.take(hash) ? outcome : new Outcome.Over();
    }

    private Outcome check(HalfSignInSql.Half half, String code, String address) {
        var proven = new ArrayList<Login>();
        var proofs = EnumSet.noneOf(CodeChecks.CodeResult.class);
        for (var i = 0; i < half.users().size(); i++) {
            var login = logins.find(half.workspaces().get(i), half.users().get(i))
                    .filter(found -> found.user().status() == Status.ACTIVE);
            if (login.isEmpty()) {
                continue;
            }
            var proof = login.get().hasTwoSteps() ? checks.prove(login.get(), code, address) : null;
            if (proof == null || proof == CodeChecks.CodeResult.RIGHT) {
                proven.add(login.get());
            }
            if (proof != null) {
                proofs.add(proof);
            }
        }
        if (!proofs.contains(CodeChecks.CodeResult.RIGHT)) {
            return proofs.contains(CodeChecks.CodeResult.LOST) ? new Outcome.Lost() : new Outcome.Wrong();
        }
        return new Outcome.In(proven);
    }
}
