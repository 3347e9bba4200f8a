package leadhub.webhooks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.Seal;
import leadhub.base.SealedSecrets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Seals and opens what is secret of webhooks: what signs, and the headers of one's own. */
@Component
class WebhookVault implements SealedSecrets {
    private final WebhookSql sql;
    private final Seal seal;

    WebhookVault(WebhookSql sql, Seal seal) {
        this.sql = sql;
        this.seal = seal;
    }

    /** What is sealed in one. */
    record Opened(String secret, List<String> previous, Map<String, String> headers) {
        WebhookSecrets secrets(@Nullable Instant previousUntil) {
            return new WebhookSecrets(secret, previous, previousUntil);
        }

        @Override
        public String toString() {
            return "Opened[…]";
        }
    }

    byte[] seal(long workspaceId, long id, WebhookSecrets secrets, Map<String, String> headers) {
        var all = new LinkedHashMap<String, Object>();
        all.put("secret", secrets.current());
        if (!secrets.previous().isEmpty()) {
            all.put("previous", secrets.previous());
        }
        all.put("headers", headers);
        return seal.seal(place(workspaceId, id), Json.write(all).getBytes(StandardCharsets.UTF_8));
    }

    /** Empty if it was sealed with a key that is lost. */
    Optional<Opened> open(long workspaceId, long id, byte[] sealed) {
        return seal.open(place(workspaceId, id), sealed).map(bytes -> {
            var all = Json.MAPPER.readTree(bytes);
            return new Opened(
                    all.get("secret").stringValue(), previous(all.path("previous")), Json.texts(all.get("headers")));
        });
    }

    /** Earlier versions kept one, as a text. */
    private static List<String> previous(JsonNode node) {
        if (node.isString()) {
            return List.of(node.stringValue());
        }
        return node.valueStream().map(JsonNode::stringValue).toList();
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

    private static String place(long workspaceId, long id) {
        return "webhooks.sealed:" + workspaceId + ":" + id;
    }
}
