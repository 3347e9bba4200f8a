package leadhub.imports.files;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file that is imported.
 *
 * @param line where it begins in the file, from 1; a workbook's is the number of the row
 * @param cells as many as the file has columns; null for an empty one. Cells of a row that can't be read may be cut
 * @param faults why it can't be read; empty for a sound one
 */
public record ImportRow(long line, List<@Nullable String> cells, List<Fault> faults) {

    public boolean isSound() {
        return faults.isEmpty();
    }
}
