package leadhub.exports;

import java.util.List;
import java.util.Set;

/**
 * What is chosen of a file, as forms have it.
 *
 * @param format {@code csv} or {@code jsonl}
 * @param delimiter between the cells; {@code tab} for a tab
 * @param chosen the columns
 */
public record ExportChoices(String format, String delimiter, List<String> chosen) {
    /** Before the name of a column that is chosen. */
    public static final String COLUMN = "column.";

    private static final Set<String> OFFERED = Set.of(",", ";", "tab");

    /** Where nobody has chosen yet: all that the API tells of a lead. */
    public static final ExportChoices USUAL = new ExportChoices("csv", ",", ExportColumns.MEMBERS);

    /** All columns that can be chosen. */
    public List<String> columns() {
        return ExportColumns.all();
    }

    public boolean isChosen(String column) {
        return chosen.contains(column);
    }

    /** Whether a program has chosen another delimiter than people are offered. */
    public boolean isOwnDelimiter() {
        return !OFFERED.contains(delimiter);
    }
}
