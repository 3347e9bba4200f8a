package leadhub.leads;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leadhub.base.Page;

/**
 * What the table of leads shows.
 *
 * @param asked the filters, order and page as they were asked for
 * @param problems what is wrong with them, in words
 */
public record LeadTable(
        Page<Lead> leads,
        long number,
        int perPage,
        Map<String, String> asked,
        List<String> problems,
        LeadChoices choices) {

    /** What was asked under a name; {@code ""} for nothing. */
    public String asked(String name) {
        return asked.getOrDefault(name, "");
    }

    public boolean isFiltered() {
        return asked.keySet().stream()
                .anyMatch(name ->
                        !List.of("sort", "direction", "page", "per_page").contains(name));
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

    /** For {@code aria-sort}. */
    public String order(String sort) {
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
        return path(Map.of()).substring("/leads?".length());
    }

    private String path(Map<String, String> changes) {
        var all = new LinkedHashMap<>(asked);
        all.putAll(changes);
        return all.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "/leads?", ""));
    }
}
