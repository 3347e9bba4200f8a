package leadhub.imports.files;

import org.jspecify.annotations.Nullable;

/**
 * How a file is to be read; what is null is found out.
 *
 * @param hasHeader whether the first row has the names of the columns
 * @param sheet the name of a workbook's sheet; a hidden one is read only if it is named
 */
public record FileOptions(
        @Nullable FileKind kind,
        @Nullable FileEncoding encoding,
        @Nullable Character delimiter,
        @Nullable Boolean hasHeader,
        @Nullable String sheet) {

    public static final FileOptions NONE = new FileOptions(null, null, null, null, null);
}
