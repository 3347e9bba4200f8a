package leadhub.signin.twosteps;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes of authenticator apps: RFC 6238 with what all apps know, SHA-1, six digits and half a minute. Twenty lines of the
 * JDK's own HMAC, for which a library would bring more than it saves.
 */
final class Totp {
    private static final int SECRET_BYTES = 20;
    private static final long STEP_SECONDS = 30;
    /** How many steps a clock may be wrong, either way. */
    private static final int DRIFT = 1;

    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    static byte[] newSecret() {
        var secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** The step of a right code that is newer than the last one used; empty for any other. */
    static OptionalLong stepOf(String code, byte[] secret, Instant now, long lastStep) {
        var current = now.getEpochSecond() / STEP_SECONDS;
        var found = OptionalLong.empty();
        for (var step = current - DRIFT; step <= current + DRIFT; step++) {
            if (isCode(code, secret, step) && step > lastStep && found.isEmpty()) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** The step of the second of two right codes in a row. */
    static OptionalLong stepOfTwo(String codes, byte[] secret, Instant now, long lastStep) {
        var half = codes.length() / 2;
        var second = stepOf(codes.substring(half), secret, now, lastStep);
        return second.isPresent() && isCode(codes.substring(0, half), secret, second.getAsLong() - 1)
                ? second
                : OptionalLong.empty();
    }

    private static boolean isCode(String code, byte[] secret, long step) {
        return MessageDigest.isEqual(
                code(secret, step).getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
    }

    static String code(byte[] secret, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var offset = hash[hash.length - 1] & 0xf;
            var number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an app reads from the picture. */
    static String uri(byte[] secret, String issuer, String account) {
        return "otpauth://totp/" + encoded(issuer) + ":" + encoded(account) + "?secret=" + base32(secret) + "&issuer="
                + encoded(issuer);
    }

    /** As people type it. */
    static String base32(byte[] bytes) {
        var text = new StringBuilder();
        var buffer = 0L;
        var bits = 0;
        for (var one : bytes) {
            buffer = (buffer << 8) | (one & 0xff);
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(BASE_32.charAt((int) (buffer >> (bits - 5)) & 31));
            }
        }
        return bits == 0
                ? text.toString()
                : text.append(BASE_32.charAt((int) (buffer << (5 - bits)) & 31)).toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
