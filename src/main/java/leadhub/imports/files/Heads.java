package leadhub.imports.files;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import leadhub.base.FormulaGuard;
import org.jspecify.annotations.Nullable;

/** Names of columns of which no two are alike. */
final class Heads {
    private static final int MOST_CHARACTERS = 200;
    private static final int LETTERS = 26;

    private Heads() {}

    /** Of the cells of a header. */
    static List<String> of(List<? extends @Nullable String> cells) {
        var taken = new HashSet<String>();
        var heads = new ArrayList<String>();
        for (var i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            var name = cell == null ? "" : plain(cell);
            heads.add(free(name.isEmpty() ? nameless(i) : name, taken));
        }
        return List.copyOf(heads);
    }

    /** Of a file without a header. */
    static List<String> nameless(int from, int width) {
        var heads = new ArrayList<String>();
        for (var i = from; i < width; i++) {
            heads.add(nameless(i));
        }
        return List.copyOf(heads);
    }

    private static String plain(String cell) {
        var text = FormulaGuard.unguarded(cell)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\uffff\\s]+", " ")
                .strip();
        return text.length() <= MOST_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS / 2));
    }

    private static String free(String name, HashSet<String> taken) {
        var free = name;
        for (var number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
            free = name + " (" + number + ")";
        }
        return free;
    }

    /** As spreadsheets call it: {@code Column C}. */
    private static String nameless(int index) {
        var letters = new StringBuilder();
        for (var rest = index + 1; rest > 0; rest = (rest - 1) / LETTERS) {
            letters.insert(0, (char) ('A' + (rest - 1) % LETTERS));
        }
        return "Column " + letters;
    }
}
