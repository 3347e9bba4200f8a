package leadhub.bots.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import leadhub.base.Json;
import leadhub.bots.Bot;
import leadhub.web.input.Emails;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads tokens by which a website says who its visitor is: JSON web tokens (RFC 7519), signed with HS256 and one of the bot's keys, for
 * that bot ({@code aud}), and not expired ({@code exp}). Nothing else is taken: no other algorithm, and no token without an end.
 *
 * <p>Limits: 4,000 characters; clocks may differ by a minute.
 */
@Component
public class IdentityTokens {
    public static final int MOST_CHARACTERS = 4_000;

    private static final Duration LEEWAY = Duration.ofMinutes(1);
    private static final int MOST_TEXT = 255;

    private final IdentityKeys keys;
    private final Clock clock;

    IdentityTokens(IdentityKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Empty for all that is wrong with it. */
    public Optional<VisitorIdentity> read(long workspaceId, Bot bot, String token) {
        var parts = token.split("\\.", -1);
        if (token.length() > MOST_CHARACTERS || parts.length != 3) {
            return Optional.empty();
        }
        try {
            var signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8);
            var signature = Base64.getUrlDecoder().decode(parts[2]);
            return isPlain(json(parts[0])) && isSigned(keys.secrets(workspaceId, bot.id()), signed, signature)
                    ? identity(json(parts[1]), bot.id())
                    : Optional.empty();
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** What a header asks for that we don't know is nothing to be passed over. */
    private static boolean isPlain(JsonNode header) {
        return header.path("alg").asString("").equals("HS256") && !header.has("crit");
    }

    private static boolean isSigned(List<byte[]> secrets, byte[] message, byte[] signature) {
        return secrets.stream().anyMatch(secret -> MessageDigest.isEqual(sign(secret, message), signature));
    }

    private static byte[] sign(byte[] secret, byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<VisitorIdentity> identity(JsonNode claims, String botId) {
        var subject = text(claims, "sub");
        if (subject == null || !isFor(claims.path("aud"), botId) || !isNow(claims)) {
            return Optional.empty();
        }
        var email = text(claims, "email");
        return Optional.of(new VisitorIdentity(
                subject,
                email != null && Emails.isValid(email) ? email : null,
                text(claims, "phone_number"),
                text(claims, "given_name"),
                text(claims, "family_name")));
    }

    private static boolean isFor(JsonNode audience, String botId) {
        return audience.isArray()
                ? audience.valueStream().anyMatch(one -> one.asString("").equals(botId))
                : audience.asString("").equals(botId);
    }

    private boolean isNow(JsonNode claims) {
        var now = clock.instant();
        var begins = claims.path("nbf");
        return claims.path("exp").isNumber()
                && now.isBefore(time(claims.path("exp")).plus(LEEWAY))
                && (begins.isMissingNode()
                        || begins.isNumber() && !now.isBefore(time(begins).minus(LEEWAY)));
    }

    private static Instant time(JsonNode seconds) {
        // Far beyond any token's life, and far from where instants end.
        return Instant.ofEpochSecond((long) Math.clamp(seconds.asDouble(), 0, 1e11));
    }

    /** Null for what isn't said, is no text, or can't be kept as one. */
    private static @Nullable String text(JsonNode claims, String name) {
        var text =
                claims.path(name).isString() ? claims.path(name).stringValue().strip() : "";
        return text.isEmpty() || text.length() > MOST_TEXT || text.indexOf('\0') >= 0 ? null : text;
    }

    private static JsonNode json(String part) {
        return Json.MAPPER.readTree(Base64.getUrlDecoder().decode(part));
    }
}
