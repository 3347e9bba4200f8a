package leadhub.imports.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;

/** An Excel workbook, of which one sheet is read. */
final class XlsxFile implements ImportFile.Source {
    private static final int ROWS = 200;

    private final Path path;
    private final FileGuess guess;
    private final String part;
    private final long before;

    private XlsxFile(Path path, FileGuess guess, String part, long before) {
        this.path = path;
        this.guess = guess;
        this.part = part;
        this.before = before;
    }

    static XlsxFile open(Path path, FileOptions options) throws FileRefused {
        try (var book = new XlsxBook(path)) {
            for (var sheet : sheets(book, options.sheet())) {
                var lines = lines(book, sheet);
                if (!lines.isEmpty()) {
                    return read(path, book.sheets(), sheet, TableShape.of(lines, options.hasHeader()));
                }
            }
            throw new FileRefused(
                    book.sheets().isEmpty() ? Refusal.of("import.no_workbook") : Refusal.of("import.empty"));
        } catch (XlsxLimits.Exceeded e) {
            throw new FileRefused(e.reason());
        } catch (IOException e) {
            throw new FileRefused(Refusal.of("import.no_workbook"));
        }
    }

    /** The one that is asked for, else those that people see: the first with something in it is read. */
    private static List<XlsxBook.Sheet> sheets(XlsxBook book, @Nullable String name) {
        return book.sheets().stream()
                .filter(sheet -> name == null ? !sheet.isHidden() : sheet.name().equals(name))
                .toList();
    }

    private static List<TableShape.Line> lines(XlsxBook book, XlsxBook.Sheet sheet) throws IOException, FileRefused {
        var lines = new ArrayList<TableShape.Line>();
        try (var rows = XlsxRows.of(book, sheet.part())) {
            for (var row = rows.next(); row != null && lines.size() < ROWS; row = rows.next()) {
                if (row.cells().isEmpty() && lines.isEmpty()) {
                    throw new FileRefused(row.faults().getFirst().reason());
                }
                lines.add(new TableShape.Line(row.line(), row.cells()));
            }
        }
        return lines;
    }

    private static XlsxFile read(Path path, List<XlsxBook.Sheet> sheets, XlsxBook.Sheet sheet, TableShape shape) {
        var guess = new FileGuess(
                FileKind.XLSX,
                null,
                100,
                null,
                shape.hasHeader(),
                shape.isHeaderSure(),
                shape.heads(),
                sheets.stream()
                        .map(one -> new FileGuess.Sheet(one.name(), one.isHidden()))
                        .toList(),
                sheet.name());
        return new XlsxFile(path, guess, sheet.part(), shape.before());
    }

    @Override
    public FileGuess guess() {
        return guess;
    }

    @Override
    public RowReader rows(long afterLine) throws IOException {
        return new XlsxRows(new XlsxBook(path), part, guess.heads().size(), Math.max(before, afterLine));
    }
}
