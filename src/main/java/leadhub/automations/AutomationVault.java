package leadhub.automations;

import java.nio.charset.StandardCharsets;
import java.util.List;
import leadhub.automations.steps.StepSecrets;
import leadhub.base.Json;
import leadhub.base.Seal;
import leadhub.base.SealedSecrets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seals and opens the secrets in the steps of automations. */
@Component
class AutomationVault implements SealedSecrets {
    private final VersionSql sql;
    private final Seal seal;

    AutomationVault(VersionSql sql, Seal seal) {
        this.sql = sql;
        this.seal = seal;
    }

    /** Null where there are none. */
    byte @Nullable [] seal(long workspaceId, long automationId, StepSecrets secrets) {
        return secrets.values().isEmpty()
                ? null
                : seal.seal(
                        place(workspaceId, automationId),
                        Json.write(secrets.values()).getBytes(StandardCharsets.UTF_8));
    }

    /** None if they were sealed with a key that is lost. */
    StepSecrets open(long workspaceId, long automationId, byte @Nullable [] sealed) {
        if (sealed == null) {
            return StepSecrets.none();
        }
        return seal.open(place(workspaceId, automationId), sealed)
                .map(bytes -> new StepSecrets(Json.texts(Json.MAPPER.readTree(bytes))))
                .orElseGet(StepSecrets::none);
    }

    @Override
    public List<Sealed> all(long workspaceId) {
        return sql.sealed(workspaceId).stream()
                .map(one -> new Sealed(one.automationId(), place(workspaceId, one.automationId()), one.bytes()))
                .toList();
    }

    @Override
    public boolean replace(long workspaceId, Sealed was, byte[] bytes) {
        return sql.reseal(workspaceId, was.owner(), was.bytes(), bytes);
    }

    private static String place(long workspaceId, long automationId) {
        return "automation_versions.sealed:" + workspaceId + ":" + automationId;
    }
}
