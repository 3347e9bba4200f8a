package leadhub.signin.twosteps;

import java.util.Set;
import leadhub.base.Caller;
import leadhub.signin.SecurityMails;
import leadhub.users.UserSignIn;
import org.springframework.stereotype.Component;

/** Answers what users need to know of signing in. */
@Component
class SignInOfUsers implements UserSignIn {
    private final TwoStepSql twoSteps;
    private final SecurityMails mails;

    SignInOfUsers(TwoStepSql twoSteps, SecurityMails mails) {
        this.twoSteps = twoSteps;
        this.mails = mails;
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
