package leadhub.signin;

import leadhub.base.Caller;
import leadhub.users.AccessEnd;
import leadhub.users.EmailKey;
import leadhub.users.User;
import leadhub.users.UserAccess;
import org.springframework.stereotype.Component;

/** Ends all that signing in has given a user, and all that would let them in without more ado. */
@Component
class SignInAccess implements UserAccess {
    private final SessionSql sessions;
    private final HalfSignInSql halves;
    private final OneTimeLinkSql links;
    private final TwoStepSql twoSteps;
    private final Tries tries;

    SignInAccess(SessionSql sessions, HalfSignInSql halves, OneTimeLinkSql links, TwoStepSql twoSteps, Tries tries) {
        this.sessions = sessions;
        this.halves = halves;
        this.links = links;
        this.twoSteps = twoSteps;
        this.tries = tries;
    }

    @Override
    public void end(Caller caller, User user, AccessEnd end) {
        tries.forget(EmailKey.of(user.email()));
        sessions.endAll(caller.workspaceId(), user.id(), end.exceptSession());
        halves.forget(user.id());
        links.forget(caller.workspaceId(), user.id());
        if (end.isForGood()) {
            twoSteps.delete(caller.workspaceId(), user.id());
        }
    }
}
