package leadhub.base;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.UnicodeSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Takes off texts what a search doesn't look at (docs/adr/0010): case, accents, width, the kind and number of blanks, what
 * nobody sees, Arabic and Hebrew points. What is folded is stored beside what it was made of, and the database compares it
 * as it stands there.
 *
 * <p>Only marks of scripts that are read without them go: vowel signs of Thai or Devanagari, and the voicing of kana, make
 * another word.
 */
@Component
public class Folding {
    /**
     * What the rules are called. To be counted up whenever a text is folded otherwise from then on: all leads are then
     * folded anew, as they are when Unicode's version is another one.
     */
    public static final String RULES = "1-" + UCharacter.getUnicodeVersion().getMajor();

    private static final Normalizer2 CASELESS = Normalizer2.getNFKCCasefoldInstance();

    /** Accents of alphabets, Hebrew points, Arabic vowels and other marks, tatweel. */
    private static final UnicodeSet MARKS = new UnicodeSet(
                    "[[[:Mn:]&[[\\u0300-\\u036f][\\u0483-\\u0489][\\u1ab0-\\u1aff][\\u1dc0-\\u1dff][\\u20d0-\\u20f0]"
                            + "[\\ufe20-\\ufe2f][\\u0591-\\u05c7][\\u0610-\\u061a][\\u064b-\\u065f]\\u0670"
                            + "[\\u06d6-\\u06ed][\\u08ca-\\u08ff]]][\\u0640]]")
            .freeze();

    /** Letters and signs that are written plainly where a keyboard lacks them, and don't come apart by themselves. */
    private static final Map<Integer, String> PLAIN = plain("""
            a ⱥ; ae æ; b ƀƃɓ; c ƈȼ; d ðđƌɖɗ; e ɇɛ; f ƒ; g ǥɠ; h ħⱨ; hv ƕ; i ıɨɩ; j ȷɉ; k ƙ; l łƚⱡ; n ŋƞɲ; o ø; oe œ; oi ƣ;
            p ƥ; q ĸ; r ɍɽ; s ȿ; t ŧƭƫⱦʈ; th þ; u ʉ; v ʋ; w ⱳ; y ƴɏ; z ƶȥɀⱬ;
            ' ‘’‛′ʹʻʼʽ; " “”‟″; - ‐‒–—―−;
            ا ٱ; ي ىی; ك ک; ه ةہھ""");

    /** The text as searches compare it. What is nothing but marks stays, so that it isn't found in everything. */
    public String fold(String text) {
        if (isAscii(text)) {
            return withoutRuns(text.toLowerCase(Locale.ROOT));
        }
        var folded = new StringBuilder(text.length());
        // Decomposed only now: to fold case may bring new marks (İ).
        Unicode.nfd(CASELESS.normalize(text)).codePoints().forEach(c -> {
            if (MARKS.contains(c)) {
                return;
            }
            var plain = PLAIN.get(c);
            if (plain != null) {
                folded.append(plain);
            } else if (Character.isDigit(c)) {
                folded.append((char) ('0' + Character.digit(c, 10)));
            } else {
                folded.appendCodePoint(c);
            }
        });
        return folded.isEmpty() ? Unicode.key(text) : withoutRuns(Unicode.nfc(folded.toString()));
    }

    /** The text with ASCII letters in lower case: what the database makes of it by itself, and so needn't be stored. */
    public static String asciiLower(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        var lower = text.toCharArray();
        for (var i = 0; i < lower.length; i++) {
            if (lower[i] >= 'A' && lower[i] <= 'Z') {
                lower[i] += 'a' - 'A';
            }
        }
        return new String(lower);
    }

    private static boolean isAscii(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    /** With one space for all blanks in a row. */
    private static String withoutRuns(String text) {
        var single = new StringBuilder(text.length());
        var isInRun = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var isBlank = Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
            if (!isBlank) {
                single.append(c);
            } else if (!isInRun) {
                single.append(' ');
            }
            isInRun = isBlank;
        }
        return single.toString();
    }

    private static Map<Integer, String> plain(String rules) {
        var plain = new HashMap<Integer, String>();
        for (var rule : rules.split(";")) {
            var parts = rule.strip().split(" ");
            parts[1].codePoints().forEach(c -> plain.put(c, parts[0]));
        }
        return Map.copyOf(plain);
    }
}
