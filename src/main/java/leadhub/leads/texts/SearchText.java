package leadhub.leads.texts;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;
import leadhub.base.Folding;
import leadhub.base.Unicode;
import org.jspecify.annotations.Nullable;

/**
 * What a search looks into: one text a lead, of five parts, each ended by U+001F: phone digits, phone, name, e-mail,
 * company. A pattern finds a word in some of the parts by the separators that come before or after it.
 *
 * <p>A name stands there as "first last first", so that either order finds it; where people write no space between the two,
 * it stands there once more without.
 *
 * <p>Beside it the text's pieces of one, two and three characters, hashed together with the workspace: the index of
 * pieces finds candidates, the pattern decides.
 */
public final class SearchText {
    private static final char END = '\u001f';
    /** Between two spellings of one part. */
    private static final char OR = '\u001e';

    private static final int MOST_CHARACTERS = 1000;
    private static final int MOST_PIECES = 8;

    private SearchText() {}

    public static String of(
            Folding folding,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String phoneE164,
            @Nullable String company) {
        return PhoneDigits.of(phone, phoneE164)
                + END
                + part(folding, phone)
                + name(folded(folding, firstName), folded(folding, lastName))
                + part(folding, email)
                + part(folding, company);
    }

    private static String name(String first, String last) {
        var both = first.isEmpty() || last.isEmpty() ? first + last : first + " " + last + " " + first;
        var joined = CjkNames.joined(both);
        return joined.equals(both) ? both + END : both + OR + joined + END;
    }

    private static String part(Folding folding, @Nullable String text) {
        return folded(folding, text) + END;
    }

    private static String folded(Folding folding, @Nullable String text) {
        return text == null ? "" : folding.fold(bounded(text));
    }

    private static String bounded(String text) {
        return text.length() > MOST_CHARACTERS ? sound(text.substring(0, MOST_CHARACTERS)) : text;
    }

    /** Without the half of a pair that the cut may have left. */
    private static String sound(String text) {
        return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1))
                ? text.substring(0, text.length() - 1)
                : text;
    }

    /**
     * The spellings of a search that a lead's text may have, the likeliest first.
     *
     * @param alsoAsBefore whether leads may still be folded by older rules, of which all have left letters alone that they
     *     didn't know
     */
    public static Set<String> spellings(Folding folding, LeadSearch search, boolean alsoAsBefore) {
        var text = bounded(search.text());
        var spellings = new LinkedHashSet<String>();
        spellings.add(folding.fold(text));
        spellings.add(CjkNames.joined(folding.fold(text)));
        if (alsoAsBefore) {
            spellings.add(Unicode.key(text));
        }
        return spellings;
    }

    /** The LIKE pattern that finds a folded text in the parts that a search looks into. */
    public static String pattern(LeadSearch.Where where, String folded) {
        return switch (where) {
            case NAME_EMAIL_PHONE -> "%" + escaped(folded) + "%" + END + "%" + END;
            case NAME_EMAIL_COMPANY -> "%" + END + "%" + END + "%" + escaped(folded) + "%";
        };
    }

    /** The LIKE pattern that finds digits in a phone number. */
    public static String digitsPattern(String digits) {
        return "%" + digits + ("%" + END).repeat(5);
    }

    public static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace(END, ' ')
                .replace(OR, ' ');
    }

    /** The pieces of a lead's text. */
    public static int[] pieces(long workspaceId, String searchText) {
        var pieces = new int[searchText.length() * 3];
        var count = 0;
        for (var i = 0; i < searchText.length(); i++) {
            for (var length = 1; length <= 3 && i + length <= searchText.length(); length++) {
                if (isSeparator(searchText.charAt(i + length - 1))) {
                    break;
                }
                if (length > 1 || !isCommon(searchText.charAt(i))) {
                    pieces[count++] = hash(workspaceId, searchText, i, length);
                }
            }
        }
        return Arrays.stream(pieces, 0, count).distinct().toArray();
    }

    /**
     * Pieces that every lead found by a text has, as few as will do; none if the text is too common to have any. Of an
     * address what stands before the @ tells people apart; its domain is in thousands.
     */
    public static int[] piecesOfSearch(long workspaceId, String folded) {
        if (folded.isEmpty()
                || folded.chars().anyMatch(SearchText::isSeparator)
                || folded.length() == 1 && isCommon(folded.charAt(0))) {
            return new int[0];
        }
        var at = folded.indexOf('@');
        var telling = at >= 3 ? folded.substring(0, at + 1) : folded;
        var length = Math.min(3, telling.length());
        var last = telling.length() - length;
        var step = Math.max(1, (last + MOST_PIECES - 1) / MOST_PIECES);
        return IntStream.iterate(0, i -> i <= last, i -> i + step)
                .map(i -> hash(workspaceId, telling, i, length))
                .distinct()
                .toArray();
    }

    private static boolean isSeparator(int c) {
        return c == END || c == OR;
    }

    /** One such letter alone is in nearly every lead. */
    private static boolean isCommon(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '@' || c == '.' || c == ' ' || c == '-' || c == '+';
    }

    private static int hash(long workspaceId, String text, int start, int length) {
        var hash = workspaceId * 0x9E3779B97F4A7C15L + length;
        for (var i = start; i < start + length; i++) {
            hash = (hash ^ text.charAt(i)) * 0xBF58476D1CE4E5B9L;
            hash ^= hash >>> 29;
        }
        return (int) (hash >>> 32);
    }
}
