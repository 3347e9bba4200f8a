package leadhub.leads.texts;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import leadhub.base.Unicode;
import org.jspecify.annotations.Nullable;

/**
 * By what two leads are the same person: the e-mail without case, the phone as E.164. Behind a switchboard's number people
 * have extensions, and are as many as there are.
 */
public final class Identity {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    /** Words for an extension that libphonenumber doesn't know. */
    private static final Pattern EXTENSION = Pattern.compile(
            "(?iu)[\\s,;/-]*(?:durchwahl|nebenstelle|dw|klappe|poste|interno|内線|分机|分機|內線|내선|تحويلة)[\\s.:：]*([0-9]{1,10})\\s*$");
    /** A B-tree takes entries of up to 2,700 bytes. */
    private static final int MOST_CHARACTERS = 500;

    private Identity() {}

    /** What an e-mail is matched by; a hash where it is too long for an index. */
    public static @Nullable String emailKey(@Nullable String email) {
        if (email == null || email.isEmpty()) {
            return null;
        }
        var key = Unicode.key(email);
        return key.length() <= MOST_CHARACTERS ? key : "sha256 " + sha256(key);
    }

    /**
     * The number in its international form, with the extension behind it as RFC 3966 has it:
     * {@code +14155551234;ext=5}. Null if it is not a valid number.
     */
    public static @Nullable String phoneE164(@Nullable String phone, String defaultCountry) {
        if (phone == null || phone.isEmpty() || phone.length() > 250) {
            return null;
        }
        try {
            var number = PHONES.parse(EXTENSION.matcher(phone).replaceFirst(" ext. $1"), defaultCountry);
            if (!PHONES.isValidNumber(number)) {
                return null;
            }
            var international = PHONES.format(number, PhoneNumberUtil.PhoneNumberFormat.E164);
            return number.hasExtension() && !number.getExtension().isEmpty()
                    ? international + ";ext=" + number.getExtension()
                    : international;
        } catch (NumberParseException e) {
            return null;
        }
    }

    /** A number that an older version kept without the extension that was given, with it. */
    public static @Nullable String withExtension(@Nullable String phoneE164, @Nullable String phone) {
        if (phoneE164 == null || phone == null) {
            return phoneE164;
        }
        try {
            var country = PHONES.getRegionCodeForNumber(PHONES.parse(phoneE164, null));
            var again = phoneE164(phone, country == null ? "ZZ" : country);
            return again != null && again.startsWith(phoneE164 + ";") ? again : phoneE164;
        } catch (NumberParseException e) {
            return phoneE164;
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
