package leadhub.duplicates.pages;

import java.util.List;
import java.util.Map;
import leadhub.leads.record.Lead;

/**
 * Two leads side by side.
 *
 * @param left the one that survives
 * @param differing the fields that somebody has to choose in
 * @param same the fields in which both have the same
 * @param moved how much would come from the other lead, by kind; without what there is none of
 */
public record MergeScreen(
        Lead left, Lead right, MergeRule rule, List<Row> differing, List<Row> same, Map<String, Long> moved) {
    /**
     * A field.
     *
     * @param name as the API calls it
     * @param isRight whether the other lead's value is taken unless somebody chooses otherwise
     */
    public record Row(String name, String label, String left, String right, boolean isRight) {}

    public String path() {
        return "/leads/" + left.id() + "/merge/" + right.id();
    }

    /** The same the other way round. */
    public String swapped() {
        return "/leads/" + right.id() + "/merge/" + left.id();
    }
}
