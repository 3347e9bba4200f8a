package leadhub.bulk;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import leadhub.api.Scope;
import leadhub.apikeys.ApiKeys;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Role;
import leadhub.users.Status;
import leadhub.users.Users;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Component;

/** Finds the callers on whose behalf bulk changes run. */
@Component
class BulkCallers {
    private final Users users;
    private final ApiKeys keys;
    private final Workspaces workspaces;

    BulkCallers(Users users, ApiKeys keys, Workspaces workspaces) {
        this.users = users;
        this.keys = keys;
        this.workspaces = workspaces;
    }

    /**
     * Whoever asked for it, with what they may do by now; empty if they may no longer do it.
     *
     * @param isDeletion whether leads are to be deleted, or brought back
     */
    Optional<Caller> find(long workspaceId, BulkChange change, boolean isDeletion) {
        return change.isOfKey() ? key(workspaceId, change, isDeletion) : user(workspaceId, change);
    }

    private Optional<Caller> user(long workspaceId, BulkChange change) {
        var workspace = workspaces.caller(workspaceId, Actor.system("bulk"));
        return users.find(workspace, change.author().id())
                .filter(user -> user.status() == Status.ACTIVE && user.role().covers(Role.AGENT))
                .map(user -> new Caller(
                        workspaceId,
                        workspace.region(),
                        user.role(),
                        new Actor(Actor.Kind.USER, user.id(), user.name()),
                        change.address(),
                        change.requestId()));
    }

    private Optional<Caller> key(long workspaceId, BulkChange change, boolean isDeletion) {
        var scope = isDeletion ? Scope.DELETE_LEADS : Scope.WRITE_LEADS;
        if (!keys.isGood(workspaceId, change.author().id(), scope)) {
            return Optional.empty();
        }
        Set<Permission> permissions = EnumSet.of(isDeletion ? Permission.DELETE_LEADS : Permission.WRITE_LEADS);
        return Optional.of(new Caller(
                workspaceId,
                workspaces.caller(workspaceId, change.author()).region(),
                Role.READ_ONLY,
                permissions,
                change.author(),
                change.address(),
                change.requestId()));
    }
}
