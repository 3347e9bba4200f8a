package leadhub.base;

import org.jspecify.annotations.Nullable;

/**
 * Who calls, from where, and in which workspace: the first argument of every verb.
 *
 * @param defaultCountry ISO 3166 country that phone numbers without one are read in
 * @param role what the caller may do; a key may do everything that its scopes cover
 * @param address the peer's IP address, null for commands and jobs
 * @param requestId what the answer's X-Request-Id says, null for commands and jobs
 */
public record Caller(
        long workspaceId,
        String defaultCountry,
        Role role,
        Actor actor,
        @Nullable String address,
        @Nullable String requestId) {

    /** The program itself, working in a workspace. */
    public static Caller system(long workspaceId, String name) {
        return new Caller(workspaceId, "US", Role.ADMIN, Actor.system(name), null, null);
    }

    /** Refuses a caller whose role doesn't cover what a verb takes. */
    public void require(Role least) {
        if (!role.covers(least)) {
            throw new Problem.Forbidden("Your role doesn't allow this.").exception();
        }
    }
}
