package leadhub.integrations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an integration was told.
 *
 * @param open everything that isn't secret
 * @param secrets by their keys
 */
public record IntegrationConfig(ObjectNode open, Map<String, String> secrets) {
    /** Of a shorter secret even four letters say much. */
    private static final int LEAST_FOR_HINT = 12;

    private static final int HINT = 4;

    public IntegrationConfig {
        secrets = new LinkedHashMap<>(secrets);
    }

    /** What a text or a select says; empty if nothing was said. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(open.get(key)).filter(JsonNode::isString).map(JsonNode::stringValue);
    }

    public Optional<String> secret(String key) {
        return Optional.ofNullable(secrets.get(key));
    }

    /** Whether a switch is on. */
    public boolean isOn(TypeField field) {
        return open.path(field.key()).asBoolean(false);
    }

    /** Those of some fields that have no value. */
    public List<TypeField> without(TypeField... fields) {
        return Stream.of(fields)
                .filter(field -> field.kind() == TypeField.Kind.SECRET
                        ? !secrets.containsKey(field.key())
                        : !open.has(field.key()))
                .toList();
    }

    /** A select, which always says something. */
    public String choice(TypeField field) {
        return text(field.key()).orElseGet(() -> Objects.requireNonNull(field.usual()));
    }

    /** By what people know a secret again; null where that would say too much, and for none. */
    public static @Nullable String hint(@Nullable String secret) {
        return secret == null || secret.length() < LEAST_FOR_HINT
                ? null
                : "…" + secret.substring(secret.length() - HINT);
    }

    @Override
    public String toString() {
        return "IntegrationConfig[…]";
    }
}
