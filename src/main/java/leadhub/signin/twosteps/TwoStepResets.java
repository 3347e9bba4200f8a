package leadhub.signin.twosteps;

import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.signin.SecurityMails;
import leadhub.users.Access;
import leadhub.users.AccessEnd;
import leadhub.users.Users;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets people back in who have lost their second step. */
@Service
public class TwoStepResets {
    private final TwoStepSql sql;
    private final Users users;
    private final Access access;
    private final SecurityMails mails;

    TwoStepResets(TwoStepSql sql, Users users, Access access, SecurityMails mails) {
        this.sql = sql;
        this.users = users;
        this.access = access;
        this.mails = mails;
    }

    /** Turns somebody's off who has lost both app and recovery codes; they are signed out everywhere. */
    @Transactional
    public void reset(Caller caller, long userId) {
        caller.require(Role.ADMIN);
        users.get(caller, userId);
        if (!sql.delete(caller.workspaceId(), userId)) {
            throw new Problem.Conflict(Refusal.of("two_steps.off")).exception();
        }
        access.end(caller, userId, AccessEnd.signedOut(0));
        mails.record(caller, "user.two_steps_reset", userId, SecurityMails.What.TWO_STEPS_OFF);
    }
}
