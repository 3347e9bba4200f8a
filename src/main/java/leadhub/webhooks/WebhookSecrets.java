package leadhub.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import leadhub.outside.Signatures;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook's requests are signed with.
 *
 * @param previous the secrets before, the last first, which sign too for a time; empty where there are none
 * @param previousUntil until when
 */
public record WebhookSecrets(
        String current, List<String> previous, @Nullable Instant previousUntil) {
    /** Whoever rotates twice in a row doesn't cut off a receiver that has the secret from before. */
    private static final int MOST_PREVIOUS = 3;

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

    /** One that is alone. */
    public static WebhookSecrets of(String secret) {
        return new WebhookSecrets(secret, List.of(), null);
    }

    /**
     * The same with another secret, those of now staying good for a time.
     *
     * @param until null ends them at once
     */
    WebhookSecrets rotated(String secret, @Nullable Instant until, Instant now) {
        if (until == null) {
            return of(secret);
        }
        var good = good(now);
        var isLonger = good.size() > 1 && previousUntil != null && previousUntil.isAfter(until);
        return new WebhookSecrets(
                secret, good.stream().limit(MOST_PREVIOUS).toList(), isLonger ? previousUntil : until);
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
        return previousUntil != null && now.isBefore(previousUntil)
                ? Stream.concat(Stream.of(current), previous.stream())
                        .distinct()
                        .toList()
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
