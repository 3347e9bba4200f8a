package leadhub.users;

import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Role;

/**
 * Which users a caller may make, change and remove: agents and read-only users with the permission for users, managers,
 * admins and passwords with one more, for whoever gives those can become an admin.
 */
final class UserRights {
    private UserRights() {}

    /** For a user who is to be made, or changed, with that role; the role that one has already is another question. */
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

    /** A link lets its reader choose a password: an invitation is for somebody who has none yet, a reset for anybody. */
    static void requireLink(Caller caller, User user, LinkKind kind) {
        caller.require(Permission.WRITE_USERS);
        requireFor(caller, user.role());
        if (kind == LinkKind.RESET) {
            caller.require(Permission.ADMIN_USERS);
        }
    }

    /** Whoever touches a user of that role, or gives it. */
    static void requireFor(Caller caller, Role role) {
        if (role.covers(Role.MANAGER)) {
            caller.require(Permission.ADMIN_USERS);
        }
    }
}
