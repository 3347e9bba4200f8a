package leadhub.exports;

import java.util.List;
import java.util.Map;
import leadhub.base.Refusal;
import leadhub.web.input.Query;

/**
 * What is chosen before an export.
 *
 * @param asked which leads, in what order, as the table has it
 * @param leads how many they are
 * @param problems what is wrong with what is asked
 */
public record ExportScreen(Map<String, String> asked, long leads, List<Refusal> problems) {
    public ExportChoices choices() {
        return ExportChoices.USUAL;
    }

    /** Where the same is made again and again. */
    public String scheduling() {
        var query = Query.of(asked).toString();
        return query.isEmpty() ? "/exports/new" : "/exports/new?" + query;
    }
}
