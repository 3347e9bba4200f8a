package leadhub.signin.twosteps;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import leadhub.signin.SessionToken;

/** Makes codes for somebody without the app at hand: 80 random bits each, so that a plain hash keeps them safe. */
final class RecoveryCodes {
    static final int HOW_MANY = 8;
    private static final int BYTES = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {}

    /** As they are shown: {@code abcd-efgh-ijkl-mnop}. */
    static List<String> make() {
        return Stream.generate(RecoveryCodes::one).limit(HOW_MANY).toList();
    }

    /** What is kept of one, however its letters and hyphens were typed. */
    static byte[] sha256(String typed) {
        return SessionToken.sha256("recovery:" + typed.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", ""));
    }

    private static String one() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Totp.base32(bytes).toLowerCase(Locale.ROOT).replaceAll("(.{4})(?=.)", "$1-");
    }
}
