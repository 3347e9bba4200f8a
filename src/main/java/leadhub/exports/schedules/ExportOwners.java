package leadhub.exports.schedules;

import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Role;
import leadhub.exports.schedules.ScheduledExport.Reason;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.Users;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Component;

/** On whose behalf files are made: the owner's, with the rights that they have by then. */
@Component
class ExportOwners {
    /** The least that may have exports made. */
    static final Role LEAST = Role.AGENT;

    private final Users users;
    private final Workspaces workspaces;

    ExportOwners(Users users, Workspaces workspaces) {
        this.users = users;
        this.workspaces = workspaces;
    }

    /** The program itself, where the workspace is. */
    Caller program(long workspaceId) {
        return workspaces.caller(workspaceId, Actor.system("exports"));
    }

    /** A user who may have exports made. */
    Optional<User> find(Caller caller, long userId) {
        return users.find(caller, userId).filter(ExportOwners::may);
    }

    /** The owner of an export, as whom its file is made; empty if they may not have it made any more. */
    Optional<Caller> caller(long workspaceId, ScheduledExport export) {
        var program = program(workspaceId);
        return find(program, export.wish().userId())
                .map(user -> new Caller(
                        workspaceId,
                        program.region(),
                        user.role(),
                        new Actor(Actor.Kind.USER, user.id(), user.name()),
                        null,
                        null));
    }

    /** Why the owner may not have it made any more; empty if they may. */
    Optional<Reason> lost(Caller caller, ScheduledExport export) {
        var user = users.find(caller, export.wish().userId());
        if (user.isEmpty()) {
            return Optional.of(Reason.REMOVED);
        }
        if (may(user.get())) {
            return Optional.empty();
        }
        return Optional.of(user.get().status() == Status.ACTIVE ? Reason.ROLE : Reason.SUSPENDED);
    }

    private static boolean may(User user) {
        return user.status() == Status.ACTIVE && user.role().covers(LEAST);
    }
}
