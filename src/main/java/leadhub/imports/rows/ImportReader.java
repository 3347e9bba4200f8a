package leadhub.imports.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leadhub.imports.files.ImportFile;
import leadhub.imports.files.ImportRow;
import leadhub.imports.files.LeadRows;
import leadhub.imports.files.RowReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file's rows as leads, on from some line, with what somebody mended. For one thread at a time.
 *
 * <p>Limits: at once as many rows as are asked for, and no more behind 2 Mi characters of cells, for a row can be large.
 */
public final class ImportReader implements AutoCloseable {
    static final int MOST_CHARACTERS = 2 << 20;

    private final RowReader rows;
    private final LeadRows leads;
    private final List<String> heads;
    private final Map<String, Map<String, String>> mended;
    private long line;
    private boolean isAtEnd;

    ImportReader(
            ImportFile file, LeadRows leads, List<String> heads, Map<String, Map<String, String>> mended, long after) {
        this.leads = leads;
        this.heads = heads;
        this.mended = mended;
        this.line = after;
        try {
            this.rows = file.rows(after);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line of the last row that was read. */
    public long line() {
        return line;
    }

    /** Whether there are no more rows behind those that were read. */
    public boolean isAtEnd() {
        return isAtEnd;
    }

    /** The next rows; fewer at the end, and where they are large. */
    public List<SourceRow> next(int most) {
        var next = new ArrayList<SourceRow>();
        var size = 0;
        try {
            while (next.size() < most && size < MOST_CHARACTERS) {
                var row = rows.next();
                if (row == null) {
                    isAtEnd = true;
                    return next;
                }
                var sent = mended(row);
                var source = new SourceRow(sent, leads.read(sent));
                next.add(source);
                size += source.size();
                line = row.line();
            }
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ImportRow mended(ImportRow row) {
        var others = mended.get(Long.toString(row.line()));
        if (others == null) {
            return row;
        }
        var cells = new ArrayList<@Nullable String>(row.cells());
        for (var place = 0; place < Math.min(cells.size(), heads.size()); place++) {
            var other = others.get(heads.get(place));
            if (other != null) {
                cells.set(place, other.isEmpty() ? null : other);
            }
        }
        return new ImportRow(row.line(), cells, row.faults());
    }

    /** What reads its rows. */
    public LeadRows leads() {
        return leads;
    }

    @Override
    public void close() {
        rows.close();
    }
}
