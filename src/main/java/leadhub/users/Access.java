package leadhub.users;

import java.util.List;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends a person's access, however it was gained: the one verb for whoever removes, suspends or signs somebody out. Another
 * role needs none of it, for roles are read at each request.
 */
@Service
public class Access {
    private final UserSql sql;
    private final List<UserAccess> all;
    private final UserSignIn signIn;
    private final Audit audit;

    Access(UserSql sql, List<UserAccess> all, UserSignIn signIn, Audit audit) {
        this.sql = sql;
        this.all = all;
        this.signIn = signIn;
        this.audit = audit;
    }

    /** Ends a user's access. What has ended doesn't resume when the user is active again. */
    @Transactional
    public void end(Caller caller, long userId, AccessEnd end) {
        sql.find(caller.workspaceId(), userId).ifPresent(user -> all.forEach(one -> one.end(caller, user, end)));
    }

    /** Within the verb that set a password: whoever knew the old one is out, and the owner is told, unless it is the first. */
    void passwordSet(Caller caller, long userId, boolean isFirst, long exceptSession) {
        audit.record(caller, "user.password_set", userId, null, null);
        if (!isFirst) {
            signIn.tellPasswordSet(caller, userId);
        }
        end(caller, userId, AccessEnd.signedOut(exceptSession));
    }
}
