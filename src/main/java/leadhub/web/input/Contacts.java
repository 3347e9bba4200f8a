package leadhub.web.input;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.ArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what somebody can be reached, as it is met in what they say.
 *
 * @param phone as they wrote it
 */
public record Contacts(@Nullable String email, @Nullable String phone) {
    /** Every part is bounded, so that no text takes long. */
    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}");

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    /** Of what looks like a number and isn't one. */
    private static final int MOST_TRIES = 50;

    /** @param country that numbers without one are read in */
    public static Contacts in(String text, String country) {
        return new Contacts(email(text), phone(EMAIL.matcher(text).replaceAll(" "), country));
    }

    /** The same text without any address and number. */
    public static String masked(String text, String country, String mask) {
        var masked = EMAIL.matcher(text).replaceAll(Matcher.quoteReplacement(mask));
        var found = new ArrayList<PhoneNumberMatch>();
        PHONES.findNumbers(masked, country, PhoneNumberUtil.Leniency.POSSIBLE, MOST_TRIES)
                .forEach(found::add);
        var kept = new StringBuilder(masked);
        found.reversed().forEach(match -> kept.replace(match.start(), match.end(), mask));
        return kept.toString();
    }

    public boolean isNone() {
        return email == null && phone == null;
    }

    private static @Nullable String email(String text) {
        var found = EMAIL.matcher(text);
        while (found.find()) {
            // A sentence may end with a hyphen or begin with an apostrophe.
            var email = found.group().replaceFirst("^[.'-]+", "").replaceFirst("-+$", "");
            if (Emails.isValid(email)) {
                return email;
            }
        }
        return null;
    }

    private static @Nullable String phone(String text, String country) {
        var found = PHONES.findNumbers(text, country, PhoneNumberUtil.Leniency.VALID, MOST_TRIES)
                .iterator();
        return found.hasNext() ? found.next().rawString() : null;
    }
}
