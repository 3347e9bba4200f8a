package leadhub.imports;

import java.util.EnumSet;
import java.util.Optional;
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

/** On whose behalf imports change leads: the import's own, as long as whoever asked for it may. */
@Component
class ImportCallers {
    private final Users users;
    private final Workspaces workspaces;
    private final ApiKeys keys;

    ImportCallers(Users users, Workspaces workspaces, ApiKeys keys) {
        this.users = users;
        this.workspaces = workspaces;
        this.keys = keys;
    }

    /** The program itself, where the workspace is. */
    Caller program(long workspaceId) {
        return workspaces.caller(workspaceId, Actor.system("import"));
    }

    /** Empty if the person who asked for it may no longer import. */
    Optional<Caller> find(long workspaceId, Import one) {
        return find(workspaceId, one, one.actor());
    }

    /** The same for what somebody else than whoever brought the file asked for. */
    Optional<Caller> find(long workspaceId, Import one, Actor by) {
        var workspace = program(workspaceId);
        var isAllowed = by.kind() != Actor.Kind.USER
                || users.find(workspace, by.id())
                        .filter(user ->
                                user.status() == Status.ACTIVE && user.role().covers(Role.MANAGER))
                        .isPresent();
        if (!isAllowed || isRevokedKey(workspaceId, by)) {
            return Optional.empty();
        }
        // What it made it may take away again.
        var permissions = EnumSet.of(Permission.WRITE_LEADS, Permission.DELETE_LEADS, Permission.WRITE_TAGS);
        return Optional.of(caller(workspace, one, permissions, one.source()));
    }

    /** The same where somebody decides on a row, who may; what comes of it is the import's all the same. */
    Caller decidingFor(Caller by, Import one) {
        var permissions = EnumSet.of(Permission.WRITE_LEADS, Permission.WRITE_TAGS);
        return caller(program(by.workspaceId()), one, permissions, new Import.Source(by.address(), by.requestId()));
    }

    private static Caller caller(Caller workspace, Import one, EnumSet<Permission> permissions, Import.Source source) {
        return new Caller(
                        workspace.workspaceId(),
                        workspace.region(),
                        Role.READ_ONLY,
                        permissions,
                        new Actor(Actor.Kind.IMPORT, one.id(), one.file().name()),
                        source.address(),
                        source.requestId())
                .without(one.options().suppressed());
    }

    private boolean isRevokedKey(long workspaceId, Actor by) {
        return by.kind() == Actor.Kind.API_KEY && !keys.isGood(workspaceId, by.id(), Scope.WRITE_LEADS);
    }
}
