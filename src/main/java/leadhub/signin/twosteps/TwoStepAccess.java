package leadhub.signin.twosteps;

import leadhub.base.Caller;
import leadhub.users.AccessEnd;
import leadhub.users.User;
import leadhub.users.UserAccess;
import org.springframework.stereotype.Component;

/** Ends sign-ins that owe a code, and the second step itself of somebody who doesn't come back. */
@Component
class TwoStepAccess implements UserAccess {
    private final HalfSignInSql halves;
    private final TwoStepSql twoSteps;

    TwoStepAccess(HalfSignInSql halves, TwoStepSql twoSteps) {
        this.halves = halves;
        this.twoSteps = twoSteps;
    }

    @Override
    public void end(Caller caller, User user, AccessEnd end) {
        halves.forget(user.id());
        if (end.isForGood()) {
            twoSteps.delete(caller.workspaceId(), user.id());
        }
    }
}
