package leadhub.imports.rows;

import leadhub.imports.files.ImportRow;
import leadhub.imports.files.LeadRow;

/** A row as it was sent, and what it says of a lead. */
public record SourceRow(ImportRow sent, LeadRow lead) {
    public long line() {
        return sent.line();
    }

    /** How much it says, in characters. */
    int size() {
        var size = 0;
        for (var cell : sent.cells()) {
            size += cell == null ? 1 : cell.length() + 1;
        }
        return size;
    }
}
