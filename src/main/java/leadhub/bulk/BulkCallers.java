package leadhub.bulk;

import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.users.Status;
import leadhub.users.Users;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Component;

/** Finds the callers on whose behalf bulk changes run. */
@Component
class BulkCallers {
    private final Users users;
    private final Workspaces workspaces;

    BulkCallers(Users users, Workspaces workspaces) {
        this.users = users;
        this.workspaces = workspaces;
    }

    /** Whoever asked for it, with their current role; empty if they may no longer edit leads. */
    Optional<Caller> find(long workspaceId, BulkChange change) {
        var workspace = workspaces.caller(workspaceId, Actor.system("bulk"));
        return users.find(workspace, change.userId())
                .filter(user -> user.status() == Status.ACTIVE && user.role().covers(Role.AGENT))
                .map(user -> new Caller(
                        workspaceId,
                        workspace.region(),
                        user.role(),
                        new Actor(Actor.Kind.USER, user.id(), user.name()),
                        change.address(),
                        change.requestId()));
    }
}
