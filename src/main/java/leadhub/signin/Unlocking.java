package leadhub.signin;

import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.users.EmailKey;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forgets how often somebody failed to sign in. */
@Service
public class Unlocking {
    private final Tries tries;
    private final Logins logins;
    private final Audit audit;

    Unlocking(Tries tries, Logins logins, Audit audit) {
        this.tries = tries;
        this.logins = logins;
        this.audit = audit;
    }

    /** Forgets all failures for an e-mail, of whichever step; whether there were any. */
    @Transactional
    public boolean unlock(String email) {
        var key = EmailKey.of(email.strip());
        if (!tries.unlock(key)) {
            return false;
        }
        for (var login : logins.list(key)) {
            var caller = Caller.system(login.workspaceId(), "command");
            audit.record(caller, "user.unlocked", login.user().id(), null, null);
        }
        return true;
    }
}
