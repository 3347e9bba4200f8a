package leadhub.leads.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.base.Page;
import leadhub.base.Refusal;
import leadhub.conditions.ConditionField;
import leadhub.leads.lists.CriterionRow;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;

/**
 * What the table of leads shows.
 *
 * @param asked the filters, order and page as they were asked for
 * @param problems what is wrong with them, in words
 * @param criteria the lines of the filter
 * @param fields what a line of the filter may ask about
 * @param moment when it was read
 */
public record LeadTable(
        Page<Lead> leads,
        long number,
        int perPage,
        Map<String, String> asked,
        List<Refusal> problems,
        LeadChoices choices,
        List<LeadColumn> columns,
        List<CriterionRow> criteria,
        List<ConditionField> fields,
        ViewBar views,
        Instant moment) {
    /** What says how leads are shown, not which. */
    private static final Set<String> SHOWING = Set.of("sort", "direction", "page", "per_page", "view", "match");

    /** What was asked under a name; {@code ""} for nothing. */
    public String asked(String name) {
        return asked.getOrDefault(name, "");
    }

    public boolean isFiltered() {
        return asked.keySet().stream().anyMatch(name -> !SHOWING.contains(name));
    }

    /** How much is asked in the filter's menu. */
    public int conditions() {
        return criteria.size() + (asked("needs").isEmpty() ? 0 : 1);
    }

    public LeadCell cell(Lead lead, LeadColumn column) {
        return LeadCell.of(lead, column, choices);
    }

    /** All columns there are to choose from. */
    /** Those that are shown in their order, then all others. */
    public List<LeadColumn> allColumns() {
        var hidden = LeadColumn.all(choices.fields()).stream().filter(column -> !shows(column));
        return Stream.concat(columns.stream(), hidden).toList();
    }

    public boolean shows(LeadColumn column) {
        return columns.contains(column);
    }

    /** The same list from its first page, ordered by a column; the other way round if it is already. */
    public String sortedBy(String sort) {
        var isSame = currentSort().equals(sort);
        var isDescending =
                asked("direction").isEmpty() ? true : asked("direction").equals("desc");
        var usual = sort.endsWith("_at") || sort.equals("lead_score") ? "desc" : "asc";
        var direction = isSame ? (isDescending ? "asc" : "desc") : usual;
        return path(Map.of("sort", sort, "direction", direction, "page", ""));
    }

    /** For {@code aria-sort}; null for a column that can't be sorted by. */
    public @Nullable String order(@Nullable String sort) {
        if (sort == null) {
            return null;
        }
        if (!currentSort().equals(sort)) {
            return "none";
        }
        return asked("direction").equals("asc") ? "ascending" : "descending";
    }

    private String currentSort() {
        return asked("sort").isEmpty() ? "created_at" : asked("sort");
    }

    public String page(long page) {
        return path(Map.of("page", Long.toString(page)));
    }

    public long lastPage() {
        return Math.max(1, (leads.total() + perPage - 1) / perPage);
    }

    public long first() {
        return leads.items().isEmpty() ? 0 : (number - 1) * perPage + 1;
    }

    public long last() {
        return leads.items().isEmpty() ? 0 : first() + leads.items().size() - 1;
    }

    /** What was asked, as it stands behind the question mark. */
    public String query() {
        return encoded(asked);
    }

    /** This list's address. */
    public String path() {
        return path(Map.of());
    }

    private String path(Map<String, String> changes) {
        var all = new LinkedHashMap<>(asked);
        all.putAll(changes);
        var query = encoded(all);
        return query.isEmpty() ? "/leads" : "/leads?" + query;
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
}
