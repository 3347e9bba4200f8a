package leadhub.exports;

import java.util.List;
import java.util.Map;
import leadhub.base.Refusal;

/**
 * What is chosen before an export.
 *
 * @param asked which leads, in what order, as the table has it
 * @param leads how many they are
 * @param problems what is wrong with what is asked
 */
public record ExportScreen(Map<String, String> asked, long leads, List<Refusal> problems) {
    public List<String> columns() {
        return ExportColumns.all();
    }

    /** Whether a column is chosen where nobody has chosen yet: all that the API tells of a lead. */
    public boolean isUsual(String column) {
        return ExportColumns.MEMBERS.contains(column);
    }
}
