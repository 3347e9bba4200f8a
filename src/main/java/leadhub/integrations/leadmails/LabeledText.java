package leadhub.integrations.leadmails;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads labels and what stands behind them: {@code Name: Ann}, {@code Name = Ann}, a label with its value on the lines below it, and
 * rows of a table, whose cells have a tab between them. Of two labels of one name the first counts.
 *
 * <p>Limits: 2,000 lines, 50 labels of 60 characters, 2,000 characters of a value.
 */
public final class LabeledText {
    private static final int MOST_LINES = 2_000;
    private static final int MOST_LABELS = 50;
    private static final int MOST_LABEL = 60;
    private static final int MOST_VALUE = 2_000;
    private static final int MOST_WORDS = 6;
    /** Signs of a line in which a label ends. */
    private static final int MOST_BEFORE = 100;

    private static final String ENDS = ":=：";
    private static final String AROUND = "*_>•·" + ENDS;

    private LabeledText() {}

    /** In the order in which they stand. */
    public static Map<String, String> read(String text) {
        var lines = new ArrayDeque<>(text.lines().limit(MOST_LINES).toList());
        var found = new LinkedHashMap<String, String>();
        while (!lines.isEmpty() && found.size() < MOST_LABELS) {
            var parts = parts(lines.poll());
            if (parts.isEmpty()) {
                continue;
            }
            var value = parts.getLast().isBlank() ? below(lines) : parts.getLast();
            if (!value.isBlank()) {
                found.putIfAbsent(parts.getFirst(), cut(value.strip()));
            }
        }
        return found;
    }

    /** A label and what stands behind it on its line; none where there is no label. */
    private static List<String> parts(String line) {
        var cells = line.strip().split("\t+", 3);
        if (cells.length == 2) {
            return labeled(cells[0], cells[1]);
        }
        var end = end(line);
        return cells.length > 2 || end < 0 || line.startsWith("//", end + 1)
                ? List.of()
                : labeled(line.substring(0, end), line.substring(end + 1));
    }

    /** Where the sign is that ends a label; -1 for none near the beginning. Looked for sign by sign, for a line may be of any length. */
    private static int end(String line) {
        for (var i = 0; i < Math.min(line.length(), MOST_BEFORE); i++) {
            if (ENDS.indexOf(line.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> labeled(String before, String behind) {
        var label = bare(before);
        var isOne = !label.isEmpty()
                && label.length() <= MOST_LABEL
                && label.split("\\s+").length <= MOST_WORDS
                && Character.isLetter(label.codePointAt(0));
        return isOne ? List.of(label, bare(behind)) : List.of();
    }

    /** Without the signs that lists and bold letters leave around it. */
    private static String bare(String text) {
        var from = 0;
        var to = text.length();
        while (from < to && isAround(text.charAt(from))) {
            from++;
        }
        while (from < to && isAround(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isAround(char sign) {
        return Character.isWhitespace(sign) || sign == '\u00a0' || AROUND.indexOf(sign) >= 0;
    }

    /** The lines below a label, to the next empty one or the next label. */
    private static String below(ArrayDeque<String> lines) {
        var value = new ArrayList<String>();
        while (!lines.isEmpty()
                && !lines.peek().isBlank()
                && parts(lines.peek()).isEmpty()) {
            value.add(lines.poll().strip());
        }
        return String.join("\n", value);
    }

    private static String cut(String value) {
        if (value.length() <= MOST_VALUE) {
            return value;
        }
        return value.substring(
                0, Character.isHighSurrogate(value.charAt(MOST_VALUE - 1)) ? MOST_VALUE - 1 : MOST_VALUE);
    }
}
