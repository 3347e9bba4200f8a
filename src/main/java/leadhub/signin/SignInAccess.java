package leadhub.signin;

import leadhub.base.Caller;
import leadhub.users.AccessEnd;
import leadhub.users.EmailKey;
import leadhub.users.User;
import leadhub.users.UserAccess;
import org.springframework.stereotype.Component;

/** Ends a user's sessions, and forgets the browsers that were known. */
@Component
class SignInAccess implements UserAccess {
    private final SessionSql sessions;
    private final Tries tries;

    SignInAccess(SessionSql sessions, Tries tries) {
        this.sessions = sessions;
        this.tries = tries;
    }

    @Override
    public void end(Caller caller, User user, AccessEnd end) {
        tries.forget(EmailKey.of(user.email()));
        sessions.endAll(caller.workspaceId(), user.id(), end.exceptSession());
    }
}
