package leadhub.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in columns that line up. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        rows.add(List.of(headings));
    }

    void add(Object... values) {
        rows.add(Arrays.stream(values).map(Table::plain).toList());
    }

    void print(PrintStream out) {
        var columns = rows.getFirst().size();
        for (var row : rows) {
            var line = new StringBuilder();
            for (var column = 0; column < columns; column++) {
                line.append(row.get(column))
                        .append(" ".repeat(width(column) - row.get(column).length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /** In UTC, to the second. */
    static String time(@Nullable Instant time) {
        return time == null ? "-" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    /** A name may hold what a terminal would obey. */
    private static String plain(Object value) {
        return value.toString().replaceAll("\\p{Cntrl}", " ");
    }
}
