package leadhub.leads.pages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import leadhub.base.Page;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFields;
import org.jspecify.annotations.Nullable;

/**
 * What the table of leads shows.
 *
 * @param widths of columns by their names, in rem
 * @param groups in place of its leads, where they are grouped
 * @param moment when it was read
 * @param since to ask for news from; {@code ""} where nobody does
 */
public record LeadTable(
        Page<Lead> leads,
        int perPage,
        LeadsAsked wanted,
        List<LeadColumn> columns,
        Map<String, Integer> widths,
        LeadGroups groups,
        Instant moment,
        String since) {
    /** The column of names, which is always there. */
    public static final String NAME = "name";

    private static final List<String> LISTED = List.of("list-end", "list-under", "list-under-end");

    private static final Set<String> BESIDE_THE_NAME =
            Set.copyOf(LeadFields.names(List.of(LeadFields.STATUS, LeadFields.PIPELINE_STAGE_ID)));

    /** The filter above it. */
    public LeadFilterForm form() {
        return wanted.form();
    }

    public ViewBar views() {
        return wanted.views();
    }

    public LeadChoices choices() {
        return form().choices();
    }

    /** What was asked under a name; {@code ""} for nothing. */
    public String asked(String name) {
        return form().asked(name);
    }

    /** By what the page tells that others are in the list: how many there are, in all or in each group. */
    public String numbers() {
        return groups.by() == null ? Long.toString(leads.total()) : groups.numbers();
    }

    /** Which page it is, from 1. */
    public long number() {
        return wanted.page();
    }

    public LeadCell cell(Lead lead, LeadColumn column) {
        return LeadCell.of(lead, column, choices());
    }

    /** Those that are shown in their order, then all others. */
    public List<LeadColumn> allColumns() {
        var hidden = LeadColumn.all(choices().fields()).stream().filter(column -> !shows(column));
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

    /** The same list from its first page, in one of the usual orders. */
    public String ordered(String order) {
        var parts = order.split(":", -1);
        return path(Map.of("sort", parts[0], "direction", parts[1], "page", ""));
    }

    /** Whether it is in that order. */
    public boolean isOrdered(String order) {
        return order.equals((wanted.sort() + ":" + wanted.direction()).toLowerCase(Locale.ROOT));
    }

    /** How a column is shown: at which end, and where on a phone, which has room for three. */
    public @Nullable String classes(LeadColumn column) {
        var classes = new ArrayList<String>();
        if (column.isAtTheEnd()) {
            classes.add("end");
        }
        var place = listed().indexOf(column);
        if (place >= 0) {
            classes.add(LISTED.get(place));
        }
        var sized = sized(column.name());
        if (sized != null) {
            classes.add(sized);
        }
        return classes.isEmpty() ? null : String.join(" ", classes);
    }

    /** By which class a column is as wide as somebody made it; null for as wide as it comes. */
    public @Nullable String sized(String column) {
        var width = widths.get(column);
        return width == null ? null : "sized w-" + width;
    }

    /** How wide a column is, in rem, or about so. */
    public int width(String column) {
        return widths.getOrDefault(column, NAME.equals(column) ? 16 : 12);
    }

    /** Where widths are kept: in the view that is open, or for oneself; null where somebody else's view says them. */
    public @Nullable String widthsPath() {
        var current = views().current();
        return current == null
                ? "/leads/widths"
                : views().mayChange() ? "/leads/views/" + current.id() + "/widths" : null;
    }

    /** Beside the name, below it, and beside that. */
    private List<LeadColumn> listed() {
        var first = columns.stream()
                .filter(column -> BESIDE_THE_NAME.contains(column.name()))
                .findFirst()
                .or(() -> columns.stream().findFirst());
        var others =
                columns.stream().filter(column -> first.filter(column::equals).isEmpty());
        return Stream.concat(first.stream(), others).limit(LISTED.size()).toList();
    }

    /** How many columns there are with that of the names. @param picks whether there is one of boxes too */
    public int width(boolean picks) {
        return columns.size() + (picks ? 2 : 1);
    }

    /** Where what the deals come to is told. */
    public String sumsPath() {
        return form().address("/sums", Map.of("page", "", "sort", "", "direction", "", "group", ""));
    }

    /** Where the leads of a group are, as lines of the table. */
    public String group(String of, long page) {
        return form().address("/group", Map.of("of", of, "page", Long.toString(page)));
    }

    /** What a group is called; empty for that of leads which have nothing there. */
    public String label(leadhub.panel.Page page, LeadGroups.Group group) {
        var by = groups.by();
        return by == null ? "" : by.label(page, choices(), group.of());
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
        return leads.items().isEmpty() ? 0 : (number() - 1) * perPage + 1;
    }

    public long last() {
        return leads.items().isEmpty() ? 0 : first() + leads.items().size() - 1;
    }

    /** What was asked, as it stands behind the question mark. */
    public String query() {
        return form().query();
    }

    /** This list's address. */
    public String path() {
        return form().address();
    }

    private String path(Map<String, String> changes) {
        return form().address("", changes);
    }
}
