package leadhub.leads;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import leadhub.base.Unicode;
import org.jspecify.annotations.Nullable;

/** By what two leads are the same person: the e-mail without case, the phone as E.164. */
public final class Identity {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    /** A B-tree takes entries of up to 2,700 bytes. */
    private static final int MOST_CHARACTERS = 500;

    private Identity() {}

    /** What an e-mail is matched by; a hash where it is too long for an index. */
    static @Nullable String emailKey(@Nullable String email) {
        if (email == null || email.isEmpty()) {
            return null;
        }
        var key = Unicode.key(email);
        return key.length() <= MOST_CHARACTERS ? key : "sha256 " + sha256(key);
    }

    /** The number in its international form; null if it is not a valid one. */
    public static @Nullable String phoneE164(@Nullable String phone, String defaultCountry) {
        if (phone == null || phone.isEmpty() || phone.length() > 250) {
            return null;
        }
        try {
            var number = PHONES.parse(phone, defaultCountry);
            return PHONES.isValidNumber(number) ? PHONES.format(number, PhoneNumberUtil.PhoneNumberFormat.E164) : null;
        } catch (NumberParseException e) {
            return null;
        }
    }

    private static String sha256(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
