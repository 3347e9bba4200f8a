package leadhub.api;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import leadhub.base.Permission;

/** What a key may do. {@code leads:read} is another spelling of {@code read:leads}. */
public enum Scope {
    READ_LEADS,
    WRITE_LEADS,
    DELETE_LEADS,
    READ_PIPELINES,
    WRITE_PIPELINES,
    READ_TAGS,
    WRITE_TAGS,
    READ_USERS,
    WRITE_USERS,
    DELETE_USERS,
    /** Beside the two before it: managers, admins, and anybody's password. */
    ADMIN_USERS,
    READ_FORMS,
    WRITE_FORMS,
    DELETE_FORMS,
    READ_AUTOMATIONS,
    WRITE_AUTOMATIONS,
    DELETE_AUTOMATIONS,
    READ_INTEGRATIONS,
    WRITE_INTEGRATIONS,
    READ_BOTS,
    READ_CONVERSATIONS;

    private final String spelling = name().toLowerCase(Locale.ROOT).replace('_', ':');
    private final Set<Permission> permissions = Arrays.stream(Permission.values())
            .filter(permission -> permission.scope().equals(spelling))
            .collect(Collectors.toUnmodifiableSet());

    /** As LeadHub spells it: {@code read:leads}. */
    public String spelling() {
        return spelling;
    }

    /** What verbs let a key with these scopes do; those that read ask for nothing. */
    static Set<Permission> permissions(Set<Scope> scopes) {
        var permissions = EnumSet.noneOf(Permission.class);
        for (var scope : scopes) {
            permissions.addAll(scope.permissions);
        }
        return permissions;
    }

    /** Reads either spelling. */
    public static Optional<Scope> parse(String text) {
        var words = text.trim().toUpperCase(Locale.ROOT).split(":", 2);
        return Arrays.stream(values())
                .filter(scope -> words.length == 2
                        && (scope.name().equals(words[0] + "_" + words[1])
                                || scope.name().equals(words[1] + "_" + words[0])))
                .findFirst();
    }
}
