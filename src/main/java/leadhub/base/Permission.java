package leadhub.base;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a verb asks of its caller: users have it by their role, keys by their scopes. */
public enum Permission {
    WRITE_LEADS(Role.AGENT),
    DELETE_LEADS(Role.AGENT),
    WRITE_PIPELINES(Role.MANAGER),
    WRITE_TAGS(Role.MANAGER),
    WRITE_USERS(Role.ADMIN),
    DELETE_USERS(Role.ADMIN),
    /** Making, changing and deleting managers and admins, and setting anybody's password. */
    ADMIN_USERS(Role.ADMIN),
    WRITE_INTEGRATIONS(Role.ADMIN);

    private final Role least;

    Permission(Role least) {
        this.least = least;
    }

    /** The scope that gives it to a key: {@code write:leads}. */
    public String scope() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /** What users of a role may do. */
    static Set<Permission> of(Role role) {
        var permissions = EnumSet.allOf(Permission.class);
        permissions.removeIf(permission -> !role.covers(permission.least));
        return permissions;
    }
}
