package leadhub.duplicates;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How alike two persons are. Each reason adds what is left to certainty; what speaks against it takes away. Mailboxes that a company
 * shares, a switchboard's number and a family's say little.
 *
 * @param score from 0 to 100
 */
record Comparison(List<Reason> reasons, int score) {
    /** Below this a pair is none. */
    static final int LEAST = 20;

    /** From here on they are rather one person than two. */
    static final int LIKELY = 50;

    static final int SURE_PERCENT = 92;
    static final int STRONG_PERCENT = 70;

    private static final double SURE = SURE_PERCENT / 100.0;
    private static final double STRONG = STRONG_PERCENT / 100.0;
    private static final double FAIR = 0.5;
    private static final double WEAK = 0.2;

    static Comparison of(Likeness one, Likeness other) {
        var reasons = new ArrayList<Reason>();
        var doubt = 1.0;
        doubt *= 1 - email(one, other, reasons);
        doubt *= 1 - phone(one, other, reasons);
        doubt *= 1 - name(one, other, reasons);
        return new Comparison(List.copyOf(reasons), (int) Math.round(100 * (1 - doubt)));
    }

    private static double email(Likeness one, Likeness other, List<Reason> reasons) {
        if (one.email().isEmpty() || other.email().isEmpty()) {
            return 0;
        }
        if (one.email().equals(other.email())) {
            reasons.add(new Reason("email", shown(one.person().email())));
            if (one.isRole()) {
                return WEAK;
            }
            return isOtherName(one, other) ? FAIR : SURE;
        }
        if (!one.isRole() && !other.isRole() && isTypo(one, other) && !isOtherName(one, other)) {
            reasons.add(new Reason(
                    "email_typo",
                    shown(one.person().email()) + " / " + shown(other.person().email())));
            return STRONG;
        }
        return 0;
    }

    private static boolean isTypo(Likeness one, Likeness other) {
        if (one.domain().equals(other.domain())) {
            return (Math.min(one.local().length(), other.local().length()) > 3 || isLastNameSame(one, other))
                    && !hasOtherDigits(one.local(), other.local())
                    && Slips.between(one.local(), other.local()) == 1;
        }
        // Two short domains are two companies.
        return one.letters().equals(other.letters())
                && one.domain().indexOf('.') > 3
                && Slips.between(one.domain(), other.domain()) == 1
                && !isOtherCompany(one, other);
    }

    /** In short addresses one letter makes another name: {@code tim} and {@code tom} are two, {@code jon} and {@code john} Smith are one. */
    private static boolean isLastNameSame(Likeness one, Likeness other) {
        return !one.last().isEmpty() && one.last().equals(other.last());
    }

    /** {@code user1} and {@code user2} are two. */
    private static boolean hasOtherDigits(String one, String other) {
        return !one.replaceAll("\\D", "").equals(other.replaceAll("\\D", ""));
    }

    private static double phone(Likeness one, Likeness other, List<Reason> reasons) {
        var phone = one.person().phoneE164();
        if (phone == null || !phone.equals(other.person().phoneE164())) {
            return 0;
        }
        reasons.add(new Reason("phone", phone));
        // A family has one last name and several first ones, a company's switchboard has several of both.
        return isOtherName(one, other) ? WEAK : STRONG;
    }

    private static double name(Likeness one, Likeness other, List<Reason> reasons) {
        if (!one.hasName() || !other.hasName()) {
            return 0;
        }
        var isSameCompany = !one.company().isEmpty() && one.company().equals(other.company());
        if (one.name().equals(other.name())) {
            if (isSameCompany) {
                reasons.add(new Reason(
                        "name_company", name(one) + ", " + shown(one.person().company())));
                return STRONG;
            }
            // Alone it says little, beside another reason it says more; with another company nothing.
            if (!reasons.isEmpty() && !isOtherCompany(one, other)) {
                reasons.add(new Reason("name", name(one)));
                return FAIR;
            }
            return 0;
        }
        if (isSameCompany && isSlipOfName(one, other)) {
            reasons.add(new Reason("name_typo", name(one) + " / " + name(other)));
            return FAIR;
        }
        return 0;
    }

    private static boolean isOtherCompany(Likeness one, Likeness other) {
        return !one.company().isEmpty()
                && !other.company().isEmpty()
                && !one.company().equals(other.company());
    }

    private static boolean isSlipOfName(Likeness one, Likeness other) {
        return one.last().length() > 2
                && Slips.between(one.last(), other.last()) <= 1
                && isFirstNameAlike(one.first(), other.first());
    }

    private static boolean isFirstNameAlike(String one, String other) {
        return one.equals(other)
                || Math.min(one.length(), other.length()) > 2 && Slips.between(one, other) <= 1
                || one.length() == 1 && other.startsWith(one)
                || other.length() == 1 && one.startsWith(other);
    }

    /** Whether both have a name and these are of two persons. */
    private static boolean isOtherName(Likeness one, Likeness other) {
        return !one.first().isEmpty()
                && !other.first().isEmpty()
                && !one.name().equals(other.name())
                && !isFirstNameAlike(one.first(), other.first());
    }

    private static String name(Likeness one) {
        return shown(one.person().firstName()) + " " + shown(one.person().lastName());
    }

    private static String shown(@org.jspecify.annotations.Nullable String text) {
        var said = Objects.requireNonNullElse(text, "");
        return said.length() > 255 ? said.substring(0, 255) : said;
    }
}
