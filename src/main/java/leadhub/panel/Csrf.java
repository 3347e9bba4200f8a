package leadhub.panel;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Protects against cross-site request forgery: by the origin that browsers
 * send, and by a token that only our pages know. The token is masked differently each time, so that a compressed page
 * reveals nothing about it (BREACH).
 */
final class Csrf {
    static final String FIELD = "_token";
    static final String HEADER = "X-CSRF-Token";
    private static final int LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Csrf() {}

    /** The masked token of a session. */
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

    /** Scripts send the token as a header. */
    static void requireGoodHeader(HttpServletRequest request, String secret) {
        var header = request.getHeader(HEADER);
        if (header != null) {
            require(header, secret);
        }
    }

    /** Forms send it as a field, which is removed from the form. */
    static void requireToken(HttpServletRequest request, ObjectNode form, String secret) {
        var field = form.get(FIELD);
        form.remove(FIELD);
        if (request.getHeader(HEADER) == null) {
            require(field != null && field.isString() ? field.stringValue() : null, secret);
        }
    }

    private static void require(@Nullable String sent, String secret) {
        if (!isToken(sent, secret)) {
            throw new Problem.Forbidden(Refusal.of("page.out_of_date")).exception();
        }
    }

    private static boolean isToken(@Nullable String sent, String secret) {
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

    static void requireOwnOrigin(HttpServletRequest request, String origin) {
        if (!isOwnOrigin(request, origin)) {
            throw new Problem.Forbidden(Refusal.of("form.other_site")).exception();
        }
    }

    /** Browsers name the origin of every form; one that is silent is believed for what it says of the site. */
    private static boolean isOwnOrigin(HttpServletRequest request, String origin) {
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
