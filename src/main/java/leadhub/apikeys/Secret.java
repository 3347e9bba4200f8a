package leadhub.apikeys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * The secret of a key: a prefix, 160 random bits and a checksum, which distinguishes a mistyped key from an
 * unknown one without asking the database.
 */
final class Secret {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz";
    private static final int RANDOM_LETTERS = 28;
    private static final int CHECK_LETTERS = 4;

    private Secret() {}

    /** A new secret. 28 letters of 54 hold 161 bits. */
    static String generate(KeyDialect dialect) {
        var text = new StringBuilder(dialect.prefix());
        for (var i = 0; i < RANDOM_LETTERS; i++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text + checksum(text.toString());
    }

    /** Whether this has the format of a secret. */
    static boolean isSound(String text) {
        for (var dialect : KeyDialect.values()) {
            if (text.length() == dialect.prefix().length() + RANDOM_LETTERS + CHECK_LETTERS
                    && text.startsWith(dialect.prefix())) {
                var end = text.length() - CHECK_LETTERS;
                return text.substring(end).equals(checksum(text.substring(0, end)));
            }
        }
        return false;
    }

    /** The hash to be stored. The secret is random enough that a plain hash can't be reversed by guessing. */
    static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        var rest = crc.getValue();
        var letters = new StringBuilder();
        for (var i = 0; i < CHECK_LETTERS; i++) {
            letters.append(LETTERS.charAt((int) (rest % LETTERS.length())));
            rest /= LETTERS.length();
        }
        return letters.toString();
    }
}
