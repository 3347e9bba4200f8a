package leadhub.integrations;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What integrations were told, for who works in the background. It knows no types, so that what types are made of may ask it. */
@Service
public class IntegrationSecrets {
    private final IntegrationSql sql;
    private final IntegrationVault vault;

    IntegrationSecrets(IntegrationSql sql, IntegrationVault vault) {
        this.sql = sql;
        this.vault = vault;
    }

    /** Without secrets where they were sealed with a key that is lost. */
    public Optional<IntegrationConfig> find(long workspaceId, long id) {
        return sql.find(workspaceId, id)
                .map(kept -> new IntegrationConfig(
                        kept.config(),
                        vault.open(workspaceId, id, kept.sealed())
                                .map(IntegrationVault.Opened::secrets)
                                .orElse(Map.of())));
    }

    /** Keeps the secret that a provider has put in the place of another one, unless somebody has saved theirs meanwhile. */
    @Transactional
    public void replace(long workspaceId, long id, String key, String was, String now) {
        sql.lock(workspaceId, id)
                .ifPresent(kept -> vault.open(workspaceId, id, kept.sealed())
                        .filter(opened -> was.equals(opened.secrets().get(key)))
                        .ifPresent(opened -> {
                            var secrets = new LinkedHashMap<>(opened.secrets());
                            secrets.put(key, now);
                            var sealed =
                                    vault.seal(workspaceId, id, new IntegrationVault.Opened(opened.token(), secrets));
                            sql.reseal(workspaceId, id, kept.sealed(), sealed);
                        }));
    }
}
