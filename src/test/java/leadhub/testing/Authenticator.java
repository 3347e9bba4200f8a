package leadhub.testing;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app as RFC 6238 has it, with code of its own, and what its owner wrote down beside it. */
public final class Authenticator {
    private static final String PATH = "/settings/account/two-steps";
    private static final Pattern SECRET = Pattern.compile("id=\"secret\"[^>]*>([A-Z2-7]+)<");
    private static final Pattern CODES = Pattern.compile("id=\"recovery-codes\"[^>]*>([^<]+)<");

    private final byte[] secret;
    private final Clock clock;
    private final List<String> recoveryCodes;

    private Authenticator(byte[] secret, Clock clock, List<String> recoveryCodes) {
        this.secret = secret;
        this.clock = clock;
        this.recoveryCodes = recoveryCodes;
    }

    /** Sets up two-step sign-in for whoever sits in front of the panel. */
    public static Authenticator setUp(Panel panel, Clock clock) {
        panel.get("/leads");
        panel.post(PATH, Map.of());
        var app = typed(find(SECRET, panel.get(PATH).body()), clock);
        var codes = find(
                CODES, panel.post(PATH + "/confirm", Map.of("code", app.code())).body());
        return new Authenticator(app.secret, clock, codes.strip().lines().toList());
    }

    /** One into which a secret was typed. */
    public static Authenticator typed(String base32, Clock clock) {
        var number = BigInteger.ZERO;
        for (var letter : base32.toCharArray()) {
            number = number.shiftLeft(5).or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter)));
        }
        var bytes = number.toByteArray();
        var secret = new byte[base32.length() * 5 / 8];
        var length = Math.min(bytes.length, secret.length);
        System.arraycopy(bytes, bytes.length - length, secret, secret.length - length, length);
        return new Authenticator(secret, clock, List.of());
    }

    /** The recovery codes on a page. */
    public static List<String> codesOn(String page) {
        return find(CODES, page).strip().lines().toList();
    }

    public List<String> recoveryCodes() {
        return recoveryCodes;
    }

    /** The code that it shows now. */
    public String code() {
        return code(Duration.ZERO);
    }

    /** The code that one shows whose clock is wrong. */
    public String code(Duration ahead) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "RAW"));
            var step = clock.instant().plus(ahead).getEpochSecond() / 30;
            var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            var at = hash[19] & 15;
            var number = new BigInteger(1, java.util.Arrays.copyOfRange(hash, at, at + 4))
                    .and(BigInteger.valueOf(Integer.MAX_VALUE))
                    .mod(BigInteger.valueOf(1_000_000));
            return String.format(Locale.ROOT, "%06d", number.intValue());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String find(Pattern pattern, String page) {
        var matcher = pattern.matcher(page);
        if (!matcher.find()) {
            throw new AssertionError("No " + pattern + " on " + page);
        }
        return matcher.group(1);
    }
}
