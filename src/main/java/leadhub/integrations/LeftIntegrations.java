package leadhub.integrations;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import leadhub.base.SealedSecrets;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Integrations that were deleted, while their provider is still to be told so. */
@Service
public class LeftIntegrations implements SealedSecrets {
    private final LeftIntegrationSql sql;
    private final IntegrationVault vault;
    private final Clock clock;

    LeftIntegrations(LeftIntegrationSql sql, IntegrationVault vault, Clock clock) {
        this.sql = sql;
        this.vault = vault;
        this.clock = clock;
    }

    /** One of them. */
    public record Left(String type, IntegrationConfig config, String token) {
        /** Where its provider posts. @param origin under which we are seen */
        public String url(String origin) {
            return Integration.url(origin, type, token);
        }

        @Override
        public String toString() {
            return "Left[" + type + "]";
        }
    }

    /** Within the transaction that deletes it; does nothing where its secrets can't be read. */
    public void keep(long workspaceId, Integration before) {
        var token = before.token();
        if (token != null) {
            var config = before.terms().config();
            var sealed = vault.seal(workspaceId, before.id(), new IntegrationVault.Opened(token, config.secrets()));
            sql.insert(workspaceId, before.id(), before.terms().type(), config.open(), sealed, Times.now(clock));
        }
    }

    /** Empty where its provider has been told, and where its secrets can't be read. */
    public Optional<Left> find(long workspaceId, long id) {
        return sql.find(workspaceId, id)
                .flatMap(kept -> vault.open(workspaceId, id, kept.sealed())
                        .map(opened -> new Left(
                                kept.type(), new IntegrationConfig(kept.config(), opened.secrets()), opened.token())));
    }

    /** Its provider has been told, or never will be. */
    @Transactional
    public void forget(long workspaceId, long id) {
        sql.delete(workspaceId, id);
    }

    @Override
    public List<Sealed> all(long workspaceId) {
        return sql.all(workspaceId).stream()
                .map(kept -> new Sealed(kept.id(), IntegrationVault.place(workspaceId, kept.id()), kept.sealed()))
                .toList();
    }

    @Override
    public boolean replace(long workspaceId, Sealed was, byte[] bytes) {
        return sql.reseal(workspaceId, was.owner(), was.bytes(), bytes);
    }
}
