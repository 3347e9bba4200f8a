package leadhub.imports.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Takes text apart into rows of cells, and goes on behind whatever is damaged. It is ours because none of the libraries
 * comes back from a quote that nobody closes: they take the rest of the file for one cell.
 *
 * <p>A quote that isn't closed before the end, or within the limits, or that ends a cell of several lines in the middle of
 * a word, was a stray one: its row is refused, and the next line begins another. Rows end with CR, LF or both, as they come.
 */
public final class CsvParser implements Closeable {
    static final int MOST_CELL = 1 << 20;
    static final int MOST_ROW = 4 << 20;
    static final int MOST_CELLS = 2_000;
    private static final int END = -1;
    private static final int TOO_LONG = -2;
    private static final int AT_FIRST = 1 << 16;
    private static final char QUOTE = '"';

    /**
     * A row as it stands there.
     *
     * @param isOdd whether a quote stood in it where none belongs, but all of it could be read
     */
    public record Row(
            long line, List<String> cells, @Nullable Fault fault, boolean isOdd) {}

    private final Reader in;
    private final char delimiter;
    private char[] buffer = new char[AT_FIRST];
    /** Where the row begins in the buffer, where we are, and where the buffer ends. */
    private int start;

    private int position;
    private int end;
    private boolean isEnded;
    private long line = 1;
    private long nextLine = 1;
    /** Up to this line nobody closes a quote that is open at a line's end; looking again for each would never come to an end. */
    private long unclosedUntil;

    private boolean isOdd;
    private @Nullable Refusal refusal;

    public CsvParser(Reader in, char delimiter) {
        this.in = in;
        this.delimiter = delimiter;
    }

    /** The next row, an empty one too; null at the end. */
    public @Nullable Row next() throws IOException {
        start = position;
        line = nextLine;
        isOdd = false;
        refusal = null;
        if (peek() == END) {
            return null;
        }
        var cells = new ArrayList<String>();
        while (true) {
            var cell = peek() == QUOTE || isQuotedBehindSpace() ? quoted() : plain();
            if (refusal != null) {
                return refused(cells);
            }
            if (cells.size() == MOST_CELLS) {
                refusal = Refusal.of("import.too_many_cells").with("max", MOST_CELLS);
                return refused(cells);
            }
            cells.add(cell);
            if (peek() == delimiter) {
                position++;
            } else {
                passLineEnd();
                return new Row(line, cells, null, isOdd);
            }
        }
    }

    private Row refused(List<String> cells) throws IOException {
        var fault = new Fault(line, cells.size() + 1, refusal == null ? Refusal.of("import.quote") : refusal);
        position = start;
        nextLine = line;
        skipLine();
        return new Row(line, cells, fault, true);
    }

    /** The char we are at; {@link #END} behind the last one, and {@link #TOO_LONG} where the row is longer than may be. */
    private int peek() throws IOException {
        return position < end || more() ? buffer[position] : position - start >= MOST_ROW ? TOO_LONG : END;
    }

    /** The one behind it. */
    private int peekNext() throws IOException {
        position++;
        var next = peek();
        position--;
        return next;
    }

    private boolean more() throws IOException {
        if (isEnded || position - start >= MOST_ROW) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            position -= start;
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(buffer.length * 2, MOST_ROW + 1));
        }
        var read = 0;
        while (read == 0) {
            read = in.read(buffer, end, buffer.length - end);
        }
        isEnded = read < 0;
        end += Math.max(read, 0);
        return read > 0;
    }

    private boolean isQuotedBehindSpace() throws IOException {
        if (peek() != ' ') {
            return false;
        }
        var before = position - start;
        while (peek() == ' ') {
            position++;
        }
        if (peek() == QUOTE) {
            return true;
        }
        position = start + before;
        return false;
    }

    private String plain() throws IOException {
        var from = position - start;
        while (true) {
            while (position < end) {
                var c = buffer[position];
                if (c == delimiter || c == '\n' || c == '\r') {
                    return cell(from);
                }
                isOdd |= c == QUOTE;
                position++;
            }
            if (!more()) {
                return cell(from);
            }
        }
    }

    private String cell(int from) throws IOException {
        var length = position - start - from;
        if (length > MOST_CELL || peek() == TOO_LONG) {
            refusal = tooLong();
            return "";
        }
        return new String(buffer, start + from, length);
    }

    private static Refusal tooLong() {
        return Refusal.of("import.cell_too_long").with("max", MOST_CELL);
    }

    private String quoted() throws IOException {
        position++;
        var from = position - start;
        @Nullable StringBuilder parts = null;
        var isOfLines = false;
        while (true) {
            while (position < end && isOrdinary(buffer[position])) {
                position++;
            }
            var c = peek();
            if (c < 0) {
                unclosedUntil = isOfLines ? nextLine : unclosedUntil;
                refusal = c == TOO_LONG && !isOfLines ? tooLong() : Refusal.of("import.quote");
                return "";
            }
            if (c != QUOTE) {
                if (line < unclosedUntil) {
                    refusal = Refusal.of("import.quote");
                    return "";
                }
                isOfLines |= countLine(c);
                position++;
                continue;
            }
            var next = peekNext();
            var isDoubled = next == QUOTE;
            if (!isDoubled && isEndOfCell(next)) {
                return finished(parts, from);
            }
            if (!isDoubled && isOfLines) {
                refusal = Refusal.of("import.quote");
                return "";
            }
            isOdd |= !isDoubled;
            parts = parts == null ? new StringBuilder() : parts;
            parts.append(buffer, start + from, position - start - from + 1);
            position += isDoubled ? 2 : 1;
            from = position - start;
        }
    }

    private static boolean isOrdinary(char c) {
        return c != QUOTE && c != '\n' && c != '\r';
    }

    /** Whether a quote is the last of its cell: nothing but spaces follow it. Stays where it is. */
    private boolean isEndOfCell(int next) throws IOException {
        if (next != ' ') {
            return next == delimiter || next == '\n' || next == '\r' || next == END;
        }
        var before = position - start;
        position++;
        while (peek() == ' ') {
            position++;
        }
        var c = peek();
        position = start + before;
        return c == delimiter || c == '\n' || c == '\r' || c == END;
    }

    private String finished(@Nullable StringBuilder parts, int from) throws IOException {
        var length = position - start - from;
        var text = parts == null
                ? new String(buffer, start + from, length)
                : parts.append(buffer, start + from, length).toString();
        position++;
        while (peek() == ' ' && delimiter != ' ') {
            position++;
        }
        if (text.length() > MOST_CELL) {
            refusal = tooLong();
        }
        return text;
    }

    /** Whether a new line begins with a char: LF, or CR without LF behind it. */
    private boolean countLine(int c) throws IOException {
        var isLine = c == '\n' || c == '\r' && peekNext() != '\n';
        if (isLine) {
            nextLine++;
        }
        return isLine;
    }

    private void passLineEnd() throws IOException {
        var c = peek();
        if (c == '\r' || c == '\n') {
            position += c == '\r' && peekNext() == '\n' ? 2 : 1;
            nextLine++;
        }
    }

    /** Goes to the beginning of the next line, however long this one is. */
    void skipLine() throws IOException {
        while (true) {
            start = position;
            var c = peek();
            if (c == END) {
                return;
            }
            if (c == '\n' || c == '\r') {
                passLineEnd();
                return;
            }
            position++;
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw RowReader.failed(e);
        }
    }
}
