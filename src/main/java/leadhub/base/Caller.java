package leadhub.base;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, from where, and in which workspace: the first argument of every verb.
 *
 * @param region the workspace's; {@link Region#UNKNOWN} for callers who are only written down
 * @param role what a user may do; a key has the least, and what its scopes cover comes from {@code permissions}
 * @param permissions what the caller may do that scopes can give too
 * @param address the peer's IP address, null for commands and jobs
 * @param requestId what the answer's X-Request-Id says, null for commands and jobs
 * @param suppressed what the caller's changes don't bring about
 */
public record Caller(
        long workspaceId,
        Region region,
        Role role,
        Set<Permission> permissions,
        Actor actor,
        @Nullable String address,
        @Nullable String requestId,
        Set<Effect> suppressed) {

    /** Somebody whose changes bring about all that they do. */
    @SuppressWarnings("TooManyParameters") // all that is known of a caller
    public Caller(
            long workspaceId,
            Region region,
            Role role,
            Set<Permission> permissions,
            Actor actor,
            @Nullable String address,
            @Nullable String requestId) {
        this(workspaceId, region, role, permissions, actor, address, requestId, Set.of());
    }

    /** Somebody, or the program itself, with all that a role may do. */
    public Caller(
            long workspaceId,
            Region region,
            Role role,
            Actor actor,
            @Nullable String address,
            @Nullable String requestId) {
        this(workspaceId, region, role, Permission.of(role), actor, address, requestId);
    }

    /** ISO 3166 country that phone numbers without one are read in. */
    public String defaultCountry() {
        return region.country();
    }

    /**
     * The program itself, to look something up or to be written down. Where it does more, it works in a place:
     * {@code workspaces.Workspaces.caller}.
     */
    public static Caller system(long workspaceId, String name) {
        return new Caller(workspaceId, Region.UNKNOWN, Role.ADMIN, Actor.system(name), null, null);
    }

    /** The same in another role. */
    public Caller as(Role other) {
        return new Caller(workspaceId, region, other, Permission.of(other), actor, address, requestId, suppressed);
    }

    /** The same, whose changes bring less about; what was suppressed before stays so. */
    public Caller without(Set<Effect> effects) {
        var fewer = EnumSet.noneOf(Effect.class);
        fewer.addAll(suppressed);
        fewer.addAll(effects);
        return new Caller(workspaceId, region, role, permissions, actor, address, requestId, Set.copyOf(fewer));
    }

    /** Whether the caller's changes bring that about. */
    public boolean brings(Effect effect) {
        return !suppressed.contains(effect);
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
