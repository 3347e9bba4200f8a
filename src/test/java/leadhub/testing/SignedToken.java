package leadhub.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** JSON web tokens as websites sign them, also wrong ones. */
public final class SignedToken {
    private SignedToken() {}

    /** One that is signed with HS256, whatever its header says. */
    public static String of(String header, String claims, String secret) {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        var signed = base64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return signed + "." + base64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A usual one, good for an hour. */
    public static String of(TestServer server, String bot, String subject, String secret) {
        var claims = "{\"aud\": \"%s\", \"sub\": \"%s\", \"exp\": %d}"
                .formatted(bot, subject, server.clock().instant().getEpochSecond() + 3600);
        return of("{\"alg\": \"HS256\", \"typ\": \"JWT\"}", claims, secret);
    }
}
