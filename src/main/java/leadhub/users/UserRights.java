package leadhub.users;

import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;

/**
 * Which users a caller may create, change and remove: agents and read-only users with the permission for users; managers,
 * admins and passwords with one more permission, because whoever grants those can become an admin.
 */
public final class UserRights {
    private UserRights() {}

    /** For a user to be created or changed with that role; a user's current role is checked separately. */
    static void require(Caller caller, Role given, boolean hasPassword) {
        caller.require(Permission.WRITE_USERS);
        requireFor(caller, given);
        if (hasPassword) {
            caller.require(Permission.ADMIN_USERS);
        }
    }

    static void requireDelete(Caller caller, User user) {
        caller.require(Permission.DELETE_USERS);
        requireFor(caller, user.role());
    }

    /** Nobody can lock themselves out. */
    static void requireSomebodyElse(Caller caller, long id) {
        if (caller.actor().kind() == Actor.Kind.USER && caller.actor().id() == id) {
            throw new Problem.Conflict(Refusal.of("user.own_access")).exception();
        }
    }

    /** Checks a caller who changes a user of that role, or grants it. */
    public static void requireFor(Caller caller, Role role) {
        if (role.covers(Role.MANAGER)) {
            caller.require(Permission.ADMIN_USERS);
        }
    }
}
