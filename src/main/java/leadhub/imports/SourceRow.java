package leadhub.imports;

import leadhub.imports.files.ImportRow;
import leadhub.imports.files.LeadRow;

/** A row as it was sent, and what it says of a lead. */
record SourceRow(ImportRow sent, LeadRow lead) {
    long line() {
        return sent.line();
    }
}
