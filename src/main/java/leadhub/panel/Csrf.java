package leadhub.panel;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Tells our own pages' actions from those that another site makes a visitor's browser do: by the origin that browsers
 * name, and by a token that only our pages know. The token is told in a new disguise each time, so that a compressed page
 * gives nothing of it away.
 */
final class Csrf {
    static final String FIELD = "_token";
    static final String HEADER = "X-CSRF-Token";
    private static final int LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Csrf() {}

    /** The token of a session, disguised. */
    static String token(String secret) {
        var disguised = new byte[2 * LENGTH];
        var pad = new byte[LENGTH];
        RANDOM.nextBytes(pad);
        var token = plain(secret);
        for (var i = 0; i < LENGTH; i++) {
            disguised[i] = pad[i];
            disguised[LENGTH + i] = (byte) (pad[i] ^ token[i]);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(disguised);
    }

    static boolean isToken(@Nullable String sent, String secret) {
        if (sent == null || sent.length() > 200) {
            return false;
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(sent);
            if (bytes.length != 2 * LENGTH) {
                return false;
            }
            var token = new byte[LENGTH];
            for (var i = 0; i < LENGTH; i++) {
                token[i] = (byte) (bytes[i] ^ bytes[LENGTH + i]);
            }
            return MessageDigest.isEqual(token, plain(secret));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Browsers name the origin of every form; one that is silent is believed for what it says of the site. */
    static boolean isOwnOrigin(HttpServletRequest request, String origin) {
        var named = request.getHeader("Origin");
        if (named != null) {
            return named.equals(origin);
        }
        var site = request.getHeader("Sec-Fetch-Site");
        return site == null || site.equals("same-origin");
    }

    private static byte[] plain(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(("csrf:" + secret).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
