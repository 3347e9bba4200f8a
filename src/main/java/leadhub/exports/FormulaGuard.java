package leadhub.exports;

/**
 * Keeps spreadsheets from taking a text for a formula: an apostrophe stands before it, which an import takes off again. A
 * text that begins like a guarded one gets one too, or it would lose its own.
 */
final class FormulaGuard {
    /** Those of East Asian keyboards too, which spreadsheets take for the same. */
    private static final String SIGNS = "=+-@\t\r\n＝＋－＠";

    private FormulaGuard() {}

    static String guarded(String text) {
        var first = 0;
        while (first < text.length() && text.charAt(first) == '\'') {
            first++;
        }
        return first < text.length() && SIGNS.indexOf(text.charAt(first)) >= 0 ? "'" + text : text;
    }
}
