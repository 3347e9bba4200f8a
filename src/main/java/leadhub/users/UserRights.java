package leadhub.users;

import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Role;

/**
 * Which users a caller may make, change and remove: agents and read-only users with the permission for users, managers,
 * admins and passwords with one more, for whoever gives those can become an admin.
 */
public final class UserRights {
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

    /** Whoever touches a user of that role, or gives it. */
    public static void requireFor(Caller caller, Role role) {
        if (role.covers(Role.MANAGER)) {
            caller.require(Permission.ADMIN_USERS);
        }
    }
}
