package leadhub.base;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, from where, and in which workspace: the first argument of every verb.
 *
 * @param defaultCountry ISO 3166 country that phone numbers without one are read in
 * @param role what a user may do; a key has the least, and what its scopes cover comes from {@code permissions}
 * @param permissions what the caller may do that scopes can give too
 * @param address the peer's IP address, null for commands and jobs
 * @param requestId what the answer's X-Request-Id says, null for commands and jobs
 */
public record Caller(
        long workspaceId,
        String defaultCountry,
        Role role,
        Set<Permission> permissions,
        Actor actor,
        @Nullable String address,
        @Nullable String requestId) {

    /** Somebody, or the program itself, with all that a role may do. */
    public Caller(
            long workspaceId,
            String defaultCountry,
            Role role,
            Actor actor,
            @Nullable String address,
            @Nullable String requestId) {
        this(workspaceId, defaultCountry, role, Permission.of(role), actor, address, requestId);
    }

    /** The program itself, working in a workspace. */
    public static Caller system(long workspaceId, String name) {
        return new Caller(workspaceId, "US", Role.ADMIN, Actor.system(name), null, null);
    }

    /** Refuses a caller whose role doesn't cover what a verb takes; no key may do what no scope stands for. */
    public void require(Role least) {
        if (!role.covers(least)) {
            throw new Problem.Forbidden(Refusal.of("permission.role")).exception();
        }
    }

    /** Refuses a user by the role, a key by its scopes. */
    public void require(Permission permission) {
        if (!permissions.contains(permission)) {
            throw new Problem.Forbidden(
                            actor.kind() == Actor.Kind.API_KEY
                                    ? Refusal.of("permission.scope").with("scope", permission.scope())
                                    : Refusal.of("permission.role"))
                    .exception();
        }
    }
}
