package leadhub.leads.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import leadhub.conditions.ConditionField;
import leadhub.leads.lists.CriteriaRows;
import leadhub.leads.lists.CriterionRow;
import leadhub.leads.lists.LeadNeed;

/**
 * The filter above leads, as it was filled in.
 *
 * @param path the page's address, which its filter is asked of
 * @param asked the filters, order and page as they were asked for
 * @param criteria the lines of the filter
 * @param fields what a line of the filter may ask about
 */
public record LeadFilterForm(
        String path,
        Map<String, String> asked,
        LeadChoices choices,
        CriteriaRows criteria,
        List<ConditionField> fields) {
    /** In which orders leads can be listed: the sort and the direction. */
    public static final List<String> ORDERS = List.of(
            "created_at:desc",
            "created_at:asc",
            "updated_at:desc",
            "updated_at:asc",
            "lead_score:desc",
            "last_name:asc");

    /** What says how leads are shown, not which. */
    private static final Set<String> SHOWING =
            Set.of("sort", "direction", "page", "per_page", "view", "match", "group");

    /** What was asked under a name; {@code ""} for nothing. */
    public String asked(String name) {
        return asked.getOrDefault(name, "");
    }

    /** What the leads that are asked for need, if that is a word that the list knows; {@code ""} for nothing. */
    public String need() {
        var word = asked("needs");
        return Arrays.stream(LeadNeed.Kind.values())
                        .anyMatch(kind -> kind.word().equals(word))
                ? word
                : "";
    }

    public boolean isFiltered() {
        return asked.keySet().stream().anyMatch(name -> !SHOWING.contains(name));
    }

    /** The page's address with all that is asked. */
    public String address() {
        return address("", Map.of());
    }

    /** The same below it, with something asked otherwise; what is new comes last, in the order of its names. */
    public String address(String below, Map<String, String> changes) {
        var all = new LinkedHashMap<>(asked);
        all.putAll(new TreeMap<>(changes));
        var query = encoded(all);
        return query.isEmpty() ? path + below : path + below + "?" + query;
    }

    /** What is asked, as it stands behind the question mark. */
    public String query() {
        return encoded(asked);
    }

    static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** How much is asked in the filter's menu. */
    public int conditions() {
        return criteria.size() + (asked("needs").isEmpty() ? 0 : 1);
    }

    /** The same list from its first page, but for one line of the filter. */
    public String without(CriterionRow row) {
        var changes = new LinkedHashMap<String, String>();
        List.of("field", "is", "value", "typed").forEach(part -> changes.put(part + "." + row.number(), ""));
        changes.put("page", "");
        return address("", changes);
    }

    /** The same but for one of the other things that are asked. */
    public String without(String name) {
        return address("", Map.of(name, "", "page", ""));
    }
}
