package leadhub.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import leadhub.outside.Signatures;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook's requests are signed with.
 *
 * @param previous the secret before, which signs too for a time; null where there is none
 * @param previousUntil until when
 */
public record WebhookSecrets(
        String current, @Nullable String previous, @Nullable Instant previousUntil) {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new secret. */
    static String generate() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** The same with another secret, the one of now staying good for a time. */
    WebhookSecrets rotated(String secret, @Nullable Instant until) {
        return until == null ? new WebhookSecrets(secret, null, null) : new WebhookSecrets(secret, current, until);
    }

    /** The value of {@code X-LeadHub-Signature}: by the newest secret, as it was given. */
    public String leadHubSignature(byte[] body) {
        return "sha256=" + Signatures.hex(current.getBytes(StandardCharsets.UTF_8), body);
    }

    /** The value of {@code webhook-signature}: one signature for each secret that is good. */
    public String standardSignature(String id, Instant now, byte[] body) {
        var signatures = new ArrayList<String>();
        good(now).forEach(secret -> signatures.add(Signatures.standard(key(secret), id, now, body)));
        return String.join(" ", signatures);
    }

    private List<String> good(Instant now) {
        return previous != null && previousUntil != null && now.isBefore(previousUntil)
                ? List.of(current, previous)
                : List.of(current);
    }

    /** By Standard Webhooks the key is what {@code whsec_} encodes; a secret that encodes none is its own key. */
    static byte[] key(String secret) {
        if (secret.startsWith(PREFIX)) {
            try {
                var key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
                if (key.length >= LEAST_BYTES && key.length <= MOST_BYTES) {
                    return key;
                }
            } catch (IllegalArgumentException e) {
                // A secret that merely begins so.
            }
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "WebhookSecrets[…]";
    }
}
