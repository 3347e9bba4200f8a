package leadhub.imports.files;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file is read: what its reader said, else what was found out.
 *
 * @param encoding null for workbooks
 * @param encodingSureness how sure the encoding is, in percent; 100 for one that was said, or that a mark in the file says
 * @param delimiter null for other kinds than CSV
 * @param hasHeader whether the first row has the names of the columns
 * @param isHeaderSure whether that was said or is beyond doubt
 * @param heads a name for each column, no two alike: repeated ones are numbered, {@code Email (2)}, and nameless ones are
 *     called by their letters, {@code Column C}
 * @param sheets the workbook's sheets; empty for other kinds
 * @param sheet the one that is read
 */
public record FileGuess(
        FileKind kind,
        @Nullable FileEncoding encoding,
        int encodingSureness,
        @Nullable Character delimiter,
        boolean hasHeader,
        boolean isHeaderSure,
        List<String> heads,
        List<Sheet> sheets,
        @Nullable String sheet) {

    /** A sheet of a workbook. */
    public record Sheet(String name, boolean isHidden) {}
}
