package leadhub.signin;

import java.util.Set;
import leadhub.base.Caller;
import leadhub.users.UserSignIn;
import org.springframework.stereotype.Component;

/** Answers what users need to know of signing in. */
@Component
class SignInOfUsers implements UserSignIn {
    private final Sessions sessions;
    private final TwoStepSql twoSteps;
    private final SecurityMails mails;

    SignInOfUsers(Sessions sessions, TwoStepSql twoSteps, SecurityMails mails) {
        this.sessions = sessions;
        this.twoSteps = twoSteps;
        this.mails = mails;
    }

    @Override
    public void endAll(Caller caller, long userId, long stays) {
        sessions.endAll(caller, userId, stays);
    }

    @Override
    public void deleteTwoSteps(Caller caller, long userId) {
        twoSteps.delete(caller.workspaceId(), userId);
    }

    @Override
    public void tellPasswordSet(Caller caller, long userId) {
        mails.add(caller, userId, SecurityMails.What.PASSWORD_SET);
    }

    @Override
    public Set<Long> withTwoSteps(Caller caller) {
        return Set.copyOf(twoSteps.users(caller.workspaceId()));
    }
}
