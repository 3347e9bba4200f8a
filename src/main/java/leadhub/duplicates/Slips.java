package leadhub.duplicates;

/** How many slips of the pen are between two texts: a letter more, less or another one, or two that are swapped. */
final class Slips {
    private static final int MOST = 3;

    private Slips() {}

    /** At most {@value #MOST}, which also means more. */
    static int between(String one, String other) {
        if (Math.abs(one.length() - other.length()) >= MOST || Math.max(one.length(), other.length()) > 255) {
            return one.equals(other) ? 0 : MOST;
        }
        var slips = new int[one.length() + 1][other.length() + 1];
        for (var i = 0; i <= one.length(); i++) {
            for (var j = 0; j <= other.length(); j++) {
                slips[i][j] = at(slips, one, other, i, j);
            }
        }
        return Math.min(MOST, slips[one.length()][other.length()]);
    }

    private static int at(int[][] slips, String one, String other, int i, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        var isSame = one.charAt(i - 1) == other.charAt(j - 1);
        var least = Math.min(Math.min(slips[i - 1][j], slips[i][j - 1]) + 1, slips[i - 1][j - 1] + (isSame ? 0 : 1));
        var isSwapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return isSwapped ? Math.min(least, slips[i - 2][j - 2] + 1) : least;
    }
}
