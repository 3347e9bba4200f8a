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
    /** Making, changing and deleting the fields that leads have: to a key they are a part of the leads. */
    WRITE_CUSTOM_FIELDS(Role.MANAGER, "write:leads"),
    /** Saying who gets no emails or SMS, and letting them have some again: to a key that is a part of the leads. */
    WRITE_SUPPRESSIONS(Role.MANAGER, "write:leads"),
    WRITE_USERS(Role.ADMIN),
    DELETE_USERS(Role.ADMIN),
    /** Making, changing and deleting managers and admins, and setting anybody's password. */
    ADMIN_USERS(Role.ADMIN),
    WRITE_FORMS(Role.MANAGER),
    DELETE_FORMS(Role.MANAGER),
    WRITE_AUTOMATIONS(Role.MANAGER),
    DELETE_AUTOMATIONS(Role.MANAGER),
    WRITE_INTEGRATIONS(Role.ADMIN),
    /** To a key a bot is an integration. */
    WRITE_BOTS(Role.MANAGER, "write:integrations"),
    /** Taking conversations with visitors, answering in them, and settling them. */
    ANSWER_CONVERSATIONS(Role.AGENT, "write:integrations"),
    /** Erasing conversations for good. */
    ERASE_CONVERSATIONS(Role.ADMIN, "write:integrations");

    private final Role least;
    private final String scope;

    Permission(Role least) {
        this.least = least;
        this.scope = name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    Permission(Role least, String scope) {
        this.least = least;
        this.scope = scope;
    }

    /** The scope that gives it to a key: {@code write:leads}. */
    public String scope() {
        return scope;
    }

    /** What users of a role may do. */
    static Set<Permission> of(Role role) {
        var permissions = EnumSet.allOf(Permission.class);
        permissions.removeIf(permission -> !role.covers(permission.least));
        return permissions;
    }
}
