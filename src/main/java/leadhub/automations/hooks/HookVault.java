package leadhub.automations.hooks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import leadhub.base.Seal;
import leadhub.base.SealedSecrets;
import org.springframework.stereotype.Component;

/** Seals and opens the tokens of URLs. */
@Component
class HookVault implements SealedSecrets {
    private final HookSql sql;
    private final Seal seal;

    HookVault(HookSql sql, Seal seal) {
        this.sql = sql;
        this.seal = seal;
    }

    byte[] seal(long workspaceId, long automationId, String token) {
        return seal.seal(place(workspaceId, automationId), token.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty if it was sealed with a key that is lost. */
    Optional<String> open(long workspaceId, long automationId, byte[] sealed) {
        return seal.open(place(workspaceId, automationId), sealed)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public List<Sealed> all(long workspaceId) {
        return sql.all(workspaceId).stream()
                .map(kept -> new Sealed(kept.automationId(), place(workspaceId, kept.automationId()), kept.sealed()))
                .toList();
    }

    @Override
    public boolean replace(long workspaceId, Sealed was, byte[] bytes) {
        return sql.reseal(workspaceId, was.owner(), was.bytes(), bytes);
    }

    private static String place(long workspaceId, long automationId) {
        return "automation_hooks.sealed:" + workspaceId + ":" + automationId;
    }
}
