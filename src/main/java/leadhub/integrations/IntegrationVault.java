package leadhub.integrations;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.Seal;
import leadhub.base.SealedSecrets;
import org.springframework.stereotype.Component;

/** Seals and opens what is secret of integrations: the token of its URL, and what its type was told in confidence. */
@Component
class IntegrationVault implements SealedSecrets {
    private final IntegrationSql sql;
    private final Seal seal;

    IntegrationVault(IntegrationSql sql, Seal seal) {
        this.sql = sql;
        this.seal = seal;
    }

    /** What is sealed in one. */
    record Opened(String token, Map<String, String> secrets) {
        @Override
        public String toString() {
            return "Opened[…]";
        }
    }

    byte[] seal(long workspaceId, long id, Opened opened) {
        var all = Map.of("token", opened.token(), "secrets", opened.secrets());
        return seal.seal(place(workspaceId, id), Json.write(all).getBytes(StandardCharsets.UTF_8));
    }

    /** Empty if it was sealed with a key that is lost. */
    Optional<Opened> open(long workspaceId, long id, byte[] sealed) {
        return seal.open(place(workspaceId, id), sealed).map(bytes -> {
            var all = Json.MAPPER.readTree(bytes);
            return new Opened(all.get("token").stringValue(), Json.texts(all.get("secrets")));
        });
    }

    @Override
    public List<Sealed> all(long workspaceId) {
        return sql.all(workspaceId).stream()
                .map(kept -> new Sealed(kept.id(), place(workspaceId, kept.id()), kept.sealed()))
                .toList();
    }

    @Override
    public boolean replace(long workspaceId, Sealed was, byte[] bytes) {
        return sql.reseal(workspaceId, was.owner(), was.bytes(), bytes);
    }

    /** What it is bound to. */
    static String place(long workspaceId, long id) {
        return "integrations.sealed:" + workspaceId + ":" + id;
    }
}
