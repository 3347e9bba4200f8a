package leadhub.base;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.spec.SecretKeySpec;

/** The key that secrets in the database are sealed with. */
public final class SecretKey {
    /** A text of fewer characters could be guessed. */
    public static final int LEAST_CHARACTERS = 32;

    private final String text;

    private SecretKey(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if the text is too short to be a key */
    public static SecretKey of(String text) {
        if (text.length() < LEAST_CHARACTERS) {
            throw new IllegalArgumentException("A secret key has at least " + LEAST_CHARACTERS + " characters.");
        }
        return new SecretKey(text);
    }

    /** To hand it to another part of the program; never to be shown. */
    public String text() {
        return text;
    }

    SecretKeySpec aes() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return new SecretKeySpec(digest.digest(("seal:" + text).getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says nothing, so that it gets into no log. */
    @Override
    public String toString() {
        return "SecretKey[…]";
    }
}
