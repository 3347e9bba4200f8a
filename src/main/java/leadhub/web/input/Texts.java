package leadhub.web.input;

/** Rules for text: which characters it may contain, and how it is trimmed. */
public final class Texts {
    private Texts() {}

    /** Whether PostgreSQL and every JSON reader can take it: no U+0000, no half of a surrogate pair. */
    public static boolean isSound(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Without white space, Unicode's and the invisible kind, on either side. */
    public static String trim(String text) {
        var start = 0;
        var end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B' || c == '\u200E';
    }

    /** Length as people count it: in code points. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
