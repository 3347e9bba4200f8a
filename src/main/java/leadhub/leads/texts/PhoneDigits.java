package leadhub.leads.texts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The digits by which a phone number is searched for, however it was written down and however it is typed. */
public final class PhoneDigits {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final Pattern NUMBER = Pattern.compile("[0-9+(). /-]*[0-9][0-9+(). /-]*");
    /** What is dialled before the number of another country: nearly everywhere, in North America, in Japan. */
    private static final Pattern INTERNATIONAL = Pattern.compile("^(00(?=[1-9][0-9]{2})|01[01](?=[1-9][0-9]{6}))");
    /** The zero that isn't dialled from abroad. */
    private static final Pattern ZERO_OF_THE_COUNTRY = Pattern.compile("\\(0\\)");

    /** A lead that is changed is looked at four times. */
    private static final Cache<String, String> NATIONAL =
            Caffeine.newBuilder().maximumSize(10_000).build();

    private PhoneDigits() {}

    /** As given, as it is dialled from abroad, and as it is in its own country; each only if no other contains it. */
    static String of(@Nullable String phone, @Nullable String phoneE164) {
        var spellings = new ArrayList<String>();
        add(spellings, digits(phone));
        if (phoneE164 != null) {
            add(spellings, digits(withoutExtension(phoneE164)));
            add(spellings, NATIONAL.get(withoutExtension(phoneE164), PhoneDigits::national));
        }
        return String.join(" ", spellings);
    }

    private static void add(List<String> spellings, String digits) {
        if (spellings.stream().noneMatch(other -> other.contains(digits))) {
            spellings.add(digits);
        }
    }

    private static String withoutExtension(String phoneE164) {
        var end = phoneE164.indexOf(';');
        return end < 0 ? phoneE164 : phoneE164.substring(0, end);
    }

    private static String national(String phoneE164) {
        try {
            return digits(PHONES.format(PHONES.parse(phoneE164, null), PhoneNumberFormat.NATIONAL));
        } catch (NumberParseException e) {
            return "";
        }
    }

    /** The digits that a folded search may mean beside what it says; empty if it looks like no number. */
    public static Set<String> ofSearch(String folded) {
        var meant = new LinkedHashSet<String>();
        if (NUMBER.matcher(folded).matches()) {
            meant.add(digits(folded));
            meant.add(digits(ZERO_OF_THE_COUNTRY.matcher(folded).replaceAll("")));
            for (var typed : List.copyOf(meant)) {
                meant.add(INTERNATIONAL.matcher(typed).replaceFirst(""));
            }
            meant.removeAll(List.of(folded, ""));
        }
        return meant;
    }

    private static String digits(@Nullable String text) {
        if (text == null) {
            return "";
        }
        var digits = new StringBuilder();
        text.codePoints().filter(Character::isDigit).forEach(c -> digits.append((char) ('0' + Character.digit(c, 10))));
        return digits.toString();
    }
}
