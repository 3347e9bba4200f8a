package leadhub.signin.links;

import leadhub.base.Caller;
import leadhub.users.AccessEnd;
import leadhub.users.User;
import leadhub.users.UserAccess;
import org.springframework.stereotype.Component;

/** Ends a user's one-time links. */
@Component
class LinkAccess implements UserAccess {
    private final OneTimeLinkSql links;

    LinkAccess(OneTimeLinkSql links) {
        this.links = links;
    }

    @Override
    public void end(Caller caller, User user, AccessEnd end) {
        links.forget(caller.workspaceId(), user.id());
    }
}
