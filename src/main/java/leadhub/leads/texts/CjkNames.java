package leadhub.leads.texts;

import java.lang.Character.UnicodeScript;

/** Names in scripts that put no space between family and given name: Chinese, Japanese and Korean. */
public final class CjkNames {
    private CjkNames() {}

    /** Whether any of the letters is of such a script. */
    public static boolean isOne(String name) {
        return name.codePoints().anyMatch(CjkNames::isLetter);
    }

    /** The text without the spaces between two such letters. */
    static String joined(String text) {
        if (text.indexOf(' ') < 0 || !isOne(text)) {
            return text;
        }
        var joined = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var isBetween = text.charAt(i) == ' '
                    && i > 0
                    && i + 1 < text.length()
                    && isLetter(text.codePointBefore(i))
                    && isLetter(text.codePointAt(i + 1));
            if (!isBetween) {
                joined.append(text.charAt(i));
            }
        }
        return joined.toString();
    }

    private static boolean isLetter(int c) {
        if (c < 0x1100) {
            return false;
        }
        var script = UnicodeScript.of(c);
        return script == UnicodeScript.HAN
                || script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA
                || script == UnicodeScript.HANGUL
                || script == UnicodeScript.BOPOMOFO
                || c == 'ー';
    }
}
