package leadhub.web.input;

import java.net.IDN;
import java.nio.charset.StandardCharsets;

/**
 * Tells email addresses from other text, the way Laravel's {@code email} rule does (RFC 5322 and 6531, as
 * egulias/EmailValidator reads them): {@code a@b} passes, letters of any script pass. Reads once from left to right.
 *
 * <p>Left out are the comments and folding white space of RFC 5322, which nobody's address has.
 */
public final class Emails {
    private static final int MOST_LABEL_BYTES = 63;
    private static final int MOST_DOMAIN_BYTES = 253;
    private static final String LOCAL_MARKS = "!#$%&'*+-/=?^_`{|}~";
    // Not what DNS would take, but what Laravel does.
    private static final String DOMAIN_MARKS = "-";

    private Emails() {}

    public static boolean isValid(String text) {
        var at = text.startsWith("\"") ? endOfQuoted(text) : endOfAtoms(text);
        if (at < 1 || at >= text.length() || text.charAt(at) != '@') {
            return false;
        }
        var domain = text.substring(at + 1);
        return domain.startsWith("[") ? isLiteral(domain) : isDomain(domain);
    }

    /** Where a quoted local part ends, behind its closing quotation mark; -1 if it doesn't. */
    private static int endOfQuoted(String text) {
        for (var i = 1; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\') {
                i++;
            }
            if (i == text.length() || !isQuotable(text.codePointAt(i))) {
                return -1;
            }
            i += Character.charCount(text.codePointAt(i)) - 1;
        }
        return -1;
    }

    /** Where a local part of atoms with single dots between them ends; -1 if it isn't one. */
    private static int endOfAtoms(String text) {
        var wasDot = true;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '@') {
                return wasDot ? -1 : i;
            }
            if (c == '.' ? wasDot : !isAtom(text.codePointAt(i), LOCAL_MARKS)) {
                return -1;
            }
            wasDot = c == '.';
            i += Character.charCount(text.codePointAt(i)) - 1;
        }
        return -1;
    }

    /** Labels with single dots between them, none with a hyphen at its end, the first with none at its start. */
    private static boolean isDomain(String domain) {
        if (domain.isEmpty()
                || domain.startsWith("-")
                || domain.getBytes(StandardCharsets.UTF_8).length > MOST_DOMAIN_BYTES) {
            return false;
        }
        for (var label : domain.split("\\.", -1)) {
            if (label.isEmpty()
                    || label.endsWith("-")
                    || !label.codePoints().allMatch(c -> isAtom(c, DOMAIN_MARKS))
                    || !isShort(label)) {
                return false;
            }
        }
        return true;
    }

    /** An address in brackets. */
    private static boolean isLiteral(String domain) {
        var inside = domain.substring(1, Math.max(1, domain.length() - 1));
        return domain.endsWith("]") && !inside.isEmpty() && inside.chars().allMatch(Emails::isInLiteral);
    }

    private static boolean isInLiteral(int c) {
        return c > ' ' && c < 0x7f && c != '[' && c != ']' && c != '\\';
    }

    private static boolean isQuotable(int c) {
        return c < 0x80 ? c >= ' ' && c < 0x7f : isForeignAtom(c);
    }

    private static boolean isAtom(int c, String marks) {
        return c < 0x80 ? Character.isLetterOrDigit(c) || marks.indexOf(c) >= 0 : isForeignAtom(c);
    }

    /** Letters, marks, digits and punctuation of any script; no symbols, no spaces, nothing invisible. */
    private static boolean isForeignAtom(int c) {
        return switch (Character.getType(c)) {
            case Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Whether the domain name system could hold the label, as it is or in its ASCII spelling. */
    private static boolean isShort(String label) {
        if (label.chars().allMatch(c -> c < 0x80)) {
            return label.length() <= MOST_LABEL_BYTES;
        }
        try {
            return IDN.toASCII(label, IDN.ALLOW_UNASSIGNED).length() <= MOST_LABEL_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
