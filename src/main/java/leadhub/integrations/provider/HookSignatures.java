package leadhub.integrations.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.outside.Signatures;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a request to a hook was signed by whoever knows a secret: over the bytes as they came, for JSON that is read and written
 * again is another text. Takes as long for any two signatures of a length.
 */
public final class HookSignatures {
    private HookSignatures() {}

    /** Whether the header's value is the HMAC-SHA256 of the message, in hexadecimal after a prefix. */
    public static boolean isHex(@Nullable String given, String prefix, String secret, byte[] message) {
        return is(given, prefix, "hex", expected("sha256", secret, message));
    }

    /** The same in base64. */
    public static boolean isBase64(@Nullable String given, String prefix, String secret, byte[] message) {
        return is(given, prefix, "base64", expected("sha256", secret, message));
    }

    /** Whether the header's value is a signature, in an encoding and after a prefix. */
    public static boolean is(@Nullable String given, String prefix, String encoding, byte[] expected) {
        if (given == null || !given.strip().startsWith(prefix)) {
            return false;
        }
        return decoded(given.strip().substring(prefix.length()), encoding)
                .filter(bytes -> MessageDigest.isEqual(expected, bytes))
                .isPresent();
    }

    /** The HMAC of a message. */
    public static byte[] expected(String algorithm, String secret, byte[] message) {
        return Signatures.sign(algorithm, secret.getBytes(StandardCharsets.UTF_8), message);
    }

    /**
     * Some sign a form of JSON in which everything beyond ASCII is escaped, as {@code \u00e4}. What they send usually is that form
     * already; where it isn't, this is it.
     */
    public static byte[] escaped(byte[] json) {
        var escaped = new StringBuilder();
        new String(json, StandardCharsets.UTF_8)
                .chars()
                .forEach(unit -> escaped.append(unit < 0x80 ? Character.toString(unit) : "\\u%04x".formatted(unit)));
        return escaped.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether an app's secret signed the bytes, or their escaped form. */
    public static boolean isHexOfEither(@Nullable String given, String prefix, String secret, byte[] json) {
        if (isHex(given, prefix, secret, json)) {
            return true;
        }
        for (var one : json) {
            if (one < 0) {
                return isHex(given, prefix, secret, escaped(json));
            }
        }
        return false;
    }

    /** For whatever isn't signed as it has to be. */
    public static ProblemException wrong() {
        return new Problem.Unauthorized().exception();
    }

    private static Optional<byte[]> decoded(String signature, String encoding) {
        try {
            return Optional.of(
                    encoding.equals("hex")
                            ? HexFormat.of().parseHex(signature)
                            : Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
