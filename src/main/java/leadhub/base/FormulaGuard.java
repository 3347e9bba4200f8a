package leadhub.base;

/**
 * Keeps spreadsheets from taking a text for a formula: an apostrophe stands before it, which an import takes off again. A
 * text that begins like a guarded one gets one too, or it would lose its own.
 */
public final class FormulaGuard {
    /** Those of East Asian keyboards too, which spreadsheets take for the same. */
    private static final String SIGNS = "=+-@\t\r\n＝＋－＠";

    private FormulaGuard() {}

    public static String guarded(String text) {
        return beginsLikeFormula(text) ? "'" + text : text;
    }

    /** What was guarded, as it was. */
    public static String unguarded(String text) {
        return text.startsWith("'") && beginsLikeFormula(text) ? text.substring(1) : text;
    }

    /** Whether such a sign stands behind any number of apostrophes. */
    private static boolean beginsLikeFormula(String text) {
        var first = 0;
        while (first < text.length() && text.charAt(first) == '\'') {
            first++;
        }
        return first < text.length() && SIGNS.indexOf(text.charAt(first)) >= 0;
    }
}
