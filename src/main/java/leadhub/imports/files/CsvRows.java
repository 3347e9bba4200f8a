package leadhub.imports.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file. */
final class CsvRows implements RowReader {
    private final TextInput input;
    private final CsvParser parser;
    private final int width;
    private final long after;

    /** @param width how many columns the file has */
    CsvRows(Path path, FileGuess guess, int width, long after) throws IOException {
        this.input = TextInput.open(path, guess.encoding() == null ? FileEncoding.UTF_8 : guess.encoding());
        this.parser = new CsvParser(input.reader(), guess.delimiter() == null ? ',' : guess.delimiter());
        this.width = width;
        this.after = after;
    }

    /** Whether a first row only tells Excel the delimiter: {@code sep=;}. */
    static boolean isHint(CsvParser.Row row) {
        return row.line() == 1
                && row.cells().size() <= 2
                && row.cells().getFirst().matches("(?i)sep=.?");
    }

    @Override
    public @Nullable ImportRow next() throws IOException {
        for (var row = parser.next(); row != null; row = parser.next()) {
            if (row.line() > after && !isBlank(row) && !isHint(row)) {
                return of(row);
            }
        }
        return null;
    }

    static boolean isBlank(CsvParser.Row row) {
        return row.fault() == null && row.cells().stream().allMatch(String::isBlank);
    }

    private ImportRow of(CsvParser.Row row) {
        var cells = new ArrayList<@Nullable String>(width);
        var faults = new ArrayList<Fault>();
        if (row.fault() != null) {
            faults.add(row.fault());
        }
        for (var i = 0; i < Math.max(width, row.cells().size()); i++) {
            var cell = i < row.cells().size() ? row.cells().get(i) : "";
            if (i < width) {
                cells.add(cell.isEmpty() ? null : cell);
                CellText.fault(row.line(), i + 1, cell).ifPresent(faults::add);
            } else if (!cell.isBlank() && faults.isEmpty()) {
                faults.add(new Fault(
                        row.line(),
                        i + 1,
                        Refusal.of("import.too_wide")
                                .with("cells", row.cells().size())
                                .with("columns", width)));
            }
        }
        if (row.isOdd() && faults.isEmpty() && row.cells().size() != width) {
            faults.add(new Fault(row.line(), 0, Refusal.of("import.quote")));
        }
        return new ImportRow(row.line(), cells, List.copyOf(faults));
    }

    @Override
    public double progress() {
        return input.progress();
    }

    @Override
    public void close() {
        parser.close();
    }
}
