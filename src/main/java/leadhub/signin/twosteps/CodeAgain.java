package leadhub.signin.twosteps;

import leadhub.panel.Visitor;
import leadhub.signin.Client;
import leadhub.signin.Login;
import leadhub.signin.Logins;
import leadhub.signin.Tries;
import leadhub.users.EmailKey;
import org.springframework.stereotype.Component;

/** Asks somebody who is signed in for a code once more, before the second step itself changes. */
@Component
class CodeAgain {
    private final Logins logins;
    private final CodeChecks checks;
    private final Tries tries;

    CodeAgain(Logins logins, CodeChecks checks, Tries tries) {
        this.logins = logins;
        this.checks = checks;
        this.tries = tries;
    }

    /** What came of it. */
    sealed interface Answer {
        record Right() implements Answer {}

        record Wrong() implements Answer {}

        /** Wrong so often that the session should end. */
        record Spent() implements Answer {}

        record TooOften(long secondsLeft) implements Answer {}
    }

    /** Whether a code of the app, or a recovery code, is right; it is used up if it is. */
    Answer prove(Visitor visitor, String code, Client client) {
        var login = logins.find(visitor.place().id(), visitor.userId());
        if (login.filter(Login::hasTwoSteps).isEmpty()) {
            // There is nothing to protect, which the verb says.
            return new Answer.Right();
        }
        var kind = CodeChecks.kind(code);
        var attempt = tries.begin(kind, visitor.sessionId(), client);
        if (attempt.secondsLeft() > 0) {
            return new Answer.TooOften(attempt.secondsLeft());
        }
        if (checks.prove(login.get(), code, client.address()) == CodeChecks.CodeResult.RIGHT) {
            attempt.succeeded();
            return new Answer.Right();
        }
        attempt.failed(EmailKey.of(visitor.email()));
        return attempt.isSpent() ? new Answer.Spent() : new Answer.Wrong();
    }
}
