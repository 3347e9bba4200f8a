package leadhub.imports.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet, which is read as it is unpacked. */
final class XlsxRows implements RowReader {
    private final Closeable closed;
    private final XlsxXml xml;
    private final XlsxCells cells;
    private final int width;
    private final long after;
    private long line;
    private long lastLine;
    private boolean isEnded;
    private long merged;
    private @Nullable String firstMerged;

    /** Closes the book with itself. @param width how many columns are wanted; all that there are if it is 0 */
    XlsxRows(XlsxBook book, String part, int width, long after) throws IOException {
        this(book, book, part, width, after);
    }

    /** All rows of a sheet in a book that somebody else closes: the texts that its cells share are large. */
    static XlsxRows of(XlsxBook book, String part) throws IOException {
        return new XlsxRows(book, () -> {}, part, 0, 0);
    }

    private XlsxRows(XlsxBook book, Closeable closed, String part, int width, long after) throws IOException {
        this.closed = closed;
        this.xml = opened(book, closed, part);
        this.cells = new XlsxCells(book, xml);
        this.width = width;
        this.after = after;
    }

    private static XlsxXml opened(XlsxBook book, Closeable closed, String part) throws IOException {
        try {
            var opened = book.open(part, XlsxLimits.MOST_SHEET);
            if (opened != null) {
                return opened;
            }
        } catch (IOException | RuntimeException e) {
            closed.close();
            throw e;
        }
        closed.close();
        throw new IOException("No part " + part + ".");
    }

    @Override
    public @Nullable ImportRow next() throws IOException {
        if (isEnded) {
            return null;
        }
        try {
            while (xml.next()) {
                if (xml.isStart("dimension")) {
                    lastLine = lastLine(xml.attribute("ref"));
                } else if (xml.isStart("row")) {
                    line = XlsxCells.number(xml.attribute("r"), line + 1);
                    var row = row();
                    if (line > after && !isBlank(row)) {
                        return row;
                    }
                } else if (xml.isStart("mergeCell")) {
                    merged++;
                    firstMerged = firstMerged == null ? xml.attribute("ref") : firstMerged;
                }
            }
        } catch (XlsxLimits.Exceeded e) {
            return last(e.reason());
        } catch (IOException e) {
            return last(Refusal.of("import.broken"));
        }
        isEnded = true;
        return null;
    }

    /** Nothing can be read behind it. */
    private ImportRow last(Refusal reason) {
        isEnded = true;
        return new ImportRow(line + 1, List.of(), List.of(new Fault(line + 1, 0, reason)));
    }

    private ImportRow row() throws IOException {
        var row = new ArrayList<@Nullable String>();
        var faults = new ArrayList<Fault>();
        var column = 0;
        while (xml.next() && !xml.isEnd("row")) {
            if (!xml.isStart("c")) {
                continue;
            }
            column = XlsxCells.column(xml.attribute("r"), column + 1);
            var cell = cells.read();
            if (column > CsvParser.MOST_CELLS || width > 0 && column > width) {
                if (cell.text() != null && !cell.text().isBlank() && faults.isEmpty()) {
                    faults.add(new Fault(line, column, tooWide(column)));
                }
                continue;
            }
            while (row.size() < column) {
                row.add(null);
            }
            row.set(column - 1, cell.text());
            if (cell.refusal() != null) {
                faults.add(new Fault(line, column, cell.refusal()));
            } else if (cell.text() != null) {
                CellText.fault(line, column, cell.text()).ifPresent(faults::add);
            }
        }
        while (row.size() < width) {
            row.add(null);
        }
        return new ImportRow(line, row, List.copyOf(faults));
    }

    private Refusal tooWide(int column) {
        return width == 0
                ? Refusal.of("import.too_many_cells").with("max", CsvParser.MOST_CELLS)
                : Refusal.of("import.too_wide").with("cells", column).with("columns", width);
    }

    /** Of {@code A1:F200}, 200; programs that write a sheet say so, but needn't. */
    private static long lastLine(@Nullable String range) {
        return XlsxCells.number(range == null ? null : range.replaceFirst("^.*[A-Za-z]", ""), 1);
    }

    private static boolean isBlank(ImportRow row) {
        return row.isSound() && row.cells().stream().allMatch(cell -> cell == null || cell.isBlank());
    }

    @Override
    public List<Fault> warnings() {
        return firstMerged == null
                ? List.of()
                : List.of(new Fault(
                        0, 0, Refusal.of("import.merged").with("count", merged).with("first", firstMerged)));
    }

    @Override
    public double progress() {
        return isEnded ? 1 : lastLine == 0 ? 0 : Math.min(1, (double) line / lastLine);
    }

    @Override
    public void close() {
        try (closed) {
            xml.close();
        } catch (IOException e) {
            throw RowReader.failed(e);
        }
    }
}
