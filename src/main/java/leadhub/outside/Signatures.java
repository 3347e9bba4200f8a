package leadhub.outside;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Creates and verifies HMAC signatures, by SHA-256 unless another hash is named. */
public final class Signatures {
    private Signatures() {}

    /** The signature itself. */
    public static byte[] sign(byte[] key, byte[] message) {
        return sign("sha256", key, message);
    }

    /** The same by another hash: {@code sha1}, {@code sha256} or {@code sha512}. */
    public static byte[] sign(String hash, byte[] key, byte[] message) {
        var algorithm = "Hmac" + hash.toUpperCase(Locale.ROOT);
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + algorithm, e);
        }
    }

    /** In lower-case hexadecimal, as most services spell it. */
    public static String hex(byte[] key, byte[] message) {
        return HexFormat.of().formatHex(sign(key, message));
    }

    /**
     * One signature of {@code webhook-signature}, {@code v1,…}.
     *
     * @param id the value of {@code webhook-id}
     * @param time the value of {@code webhook-timestamp}, in whole seconds
     * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks 1.0.0</a>
     */
    public static String standard(byte[] key, String id, Instant time, byte[] body) {
        var head = (id + "." + time.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
        var message = new byte[head.length + body.length];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        return "v1," + Base64.getEncoder().encodeToString(sign(key, message));
    }

    /** Whether two signatures are the same; takes as long for any two of a length. */
    public static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
