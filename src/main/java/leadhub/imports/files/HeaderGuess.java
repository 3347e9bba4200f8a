package leadhub.imports.files;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out whether the first row has the names of the columns. */
final class HeaderGuess {
    private static final Pattern VALUE = Pattern.compile("\\S+@\\S+\\.\\S+|https?://\\S+|[+(]?[0-9][0-9 ()./,:+-]*");

    record Guess(boolean hasHeader, boolean isSure) {}

    private HeaderGuess() {}

    static Guess of(List<? extends List<? extends @Nullable String>> rows) {
        if (rows.isEmpty()) {
            return new Guess(true, false);
        }
        var first = rows.getFirst();
        var known = first.stream()
                .filter(cell -> cell != null && HeadNames.isKnown(cell))
                .count();
        var values = first.stream().filter(HeaderGuess::isValue).count();
        if (values > 0 && values >= known) {
            return new Guess(false, true);
        }
        if (known > 0) {
            return new Guess(true, known > 1 || isOtherThanRest(rows));
        }
        return new Guess(true, isOtherThanRest(rows));
    }

    private static boolean isValue(@Nullable String cell) {
        return cell != null && VALUE.matcher(cell.strip()).matches();
    }

    /** Whether somewhere values stand below what is none. */
    private static boolean isOtherThanRest(List<? extends List<? extends @Nullable String>> rows) {
        for (var i = 0; i < rows.getFirst().size(); i++) {
            var column = i;
            var head = rows.getFirst().get(i);
            if (head != null
                    && !isValue(head)
                    && rows.stream().skip(1).anyMatch(row -> row.size() > column && isValue(row.get(column)))) {
                return true;
            }
        }
        return false;
    }
}
