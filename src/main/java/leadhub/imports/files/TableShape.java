package leadhub.imports.files;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the first rows of a table say of all: where it begins, how wide it is, and what its columns are called.
 *
 * @param before the line behind which its rows begin: the header's, or that of what stands above the table; else 0
 */
record TableShape(boolean hasHeader, boolean isHeaderSure, List<String> heads, long before) {
    private static final int MOST_ABOVE = 20;

    /** A row of the beginning. */
    record Line(long line, List<? extends @Nullable String> cells) {
        boolean isFilled(int column) {
            var cell = column < cells.size() ? cells.get(column) : null;
            return cell != null && !cell.isBlank();
        }

        int filled() {
            var filled = 0;
            for (var i = 0; i < cells.size(); i++) {
                filled += isFilled(i) ? 1 : 0;
            }
            return filled;
        }
    }

    /** @param hasHeader what was said of it; null to find out */
    static TableShape of(List<Line> all, @Nullable Boolean hasHeader) {
        var usual = usualWidth(all);
        var above = above(all, usual);
        var lines = all.subList(above, all.size());
        var guess = HeaderGuess.of(lines.stream().map(Line::cells).toList());
        var isHeader = hasHeader == null ? guess.hasHeader() : hasHeader;
        var first = lines.getFirst();
        var width = width(lines, isHeader ? Math.max(first.cells().size(), usual) : widest(lines));
        var heads = isHeader ? Heads.of(padded(first, width)) : Heads.nameless(0, width);
        var before =
                isHeader ? first.line() : above == 0 ? 0 : all.get(above - 1).line();
        return new TableShape(isHeader, hasHeader != null || guess.isSure(), heads, before);
    }

    /** How wide more than half of the rows are; 1 if there is no such width. */
    private static int usualWidth(List<Line> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(line -> line.cells().size(), Collectors.counting()))
                .entrySet()
                .stream()
                .filter(width -> width.getValue() * 2 > lines.size())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(1);
    }

    /** How many rows stand above the table, such as its title: those with one cell where others have many. */
    private static int above(List<Line> lines, int usual) {
        if (usual < 3) {
            return 0;
        }
        for (var i = 0; i < Math.min(lines.size(), MOST_ABOVE); i++) {
            if (lines.get(i).filled() > 1) {
                return i;
            }
        }
        return 0;
    }

    private static int widest(List<Line> lines) {
        return lines.stream()
                .map(line -> line.cells().size())
                .max(Comparator.naturalOrder())
                .orElse(1);
    }

    /** Without columns at the end in which nothing stands. */
    private static int width(List<Line> lines, int most) {
        for (var width = most; width > 1; width--) {
            var column = width - 1;
            if (lines.stream().anyMatch(line -> line.isFilled(column))) {
                return width;
            }
        }
        return 1;
    }

    private static List<@Nullable String> padded(Line line, int width) {
        var cells = new java.util.ArrayList<@Nullable String>();
        for (var i = 0; i < width; i++) {
            cells.add(i < line.cells().size() ? line.cells().get(i) : null);
        }
        return cells;
    }
}
