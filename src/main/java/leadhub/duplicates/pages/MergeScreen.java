package leadhub.duplicates.pages;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.leads.record.Lead;

/**
 * Two or more leads side by side.
 *
 * @param leads the one that survives first
 * @param rule by which values are preset
 * @param rules what else there is to preset them by
 * @param differing the fields that somebody has to choose in
 * @param same the fields in which all have the same
 * @param moved how much would come from the other leads, by kind; without what there is none of
 */
public record MergeScreen(
        List<Lead> leads,
        String rule,
        List<String> rules,
        List<Row> differing,
        List<Row> same,
        Map<String, Long> moved) {
    /**
     * A field.
     *
     * @param name as the API calls it
     * @param values what each lead has, in their order
     * @param winner the place of the lead whose value is taken unless somebody chooses otherwise
     */
    public record Row(String name, String label, List<String> values, int winner) {
        boolean isSame() {
            return values.stream().distinct().count() == 1;
        }
    }

    public Lead survivor() {
        return leads.getFirst();
    }

    public List<Lead> others() {
        return leads.subList(1, leads.size());
    }

    public String path() {
        return path(leads.stream().map(Lead::id).toList());
    }

    /** The same with another lead as the one that stays. */
    public String keeping(Lead lead) {
        return path(Stream.concat(Stream.of(lead), leads.stream().filter(other -> other.id() != lead.id()))
                .map(Lead::id)
                .toList());
    }

    public String ruled(String other) {
        return path() + (path().contains("?") ? "&" : "?") + "rule=" + other;
    }

    /** @param ids at least two */
    static String path(List<Long> ids) {
        var path = "/leads/" + ids.get(0) + "/merge/" + ids.get(1);
        return ids.size() == 2
                ? path
                : path + "?more=" + ids.stream().skip(2).map(String::valueOf).collect(Collectors.joining(","));
    }
}
