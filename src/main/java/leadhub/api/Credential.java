package leadhub.api;

import java.time.Instant;
import java.util.Set;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Region;
import leadhub.base.Role;
import org.jspecify.annotations.Nullable;

/** A valid key: its workspace and its scopes. */
public record Credential(
        long keyId,
        String keyName,
        long workspaceId,
        String workspaceSlug,
        String workspaceName,
        Region region,
        Set<Scope> scopes,
        int hourlyLimit,
        @Nullable Instant expiresAt) {

    /** The caller behind this key, who may do what its scopes say and nothing that takes a role. */
    public Caller caller(String address, String requestId) {
        return new Caller(
                workspaceId,
                region,
                Role.READ_ONLY,
                Scope.permissions(scopes),
                new Actor(Actor.Kind.API_KEY, keyId, keyName),
                address,
                requestId);
    }
}
