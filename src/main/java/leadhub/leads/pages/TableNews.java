package leadhub.leads.pages;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import leadhub.leads.lists.LeadNews;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;

/**
 * What has changed in a table of leads since it was shown.
 *
 * @param table as it is now
 * @param rows those that stand in it still and have changed
 * @param waiting leads that have come, gone or moved, which the table shows once somebody asks
 * @param isOther whether it isn't what is shown, whichever leads that comes from
 */
public record TableNews(LeadTable table, List<Lead> rows, Set<Long> waiting, boolean isOther) {
    /** So many are told by their number. */
    private static final int MOST_COUNTED = 100;

    /**
     * What somebody sees.
     *
     * @param ids the leads, in their order
     * @param numbers what the table says of others ({@link LeadTable#numbers})
     * @param waiting what they were told of and haven't asked for
     */
    record Seen(List<Long> ids, String numbers, Set<Long> waiting) {

        /** Those of them that may have changed. */
        List<Long> changed(@Nullable LeadNews happened) {
            return happened == null || happened.isTooMuch()
                    ? ids
                    : ids.stream().filter(happened.ids()::contains).toList();
        }
    }

    /**
     * News of leads that are grouped: which of them are shown is up to whoever unfolds groups, so it is told by their numbers alone.
     *
     * @param rows those that are shown and have changed
     */
    static TableNews ofGroups(LeadTable table, List<Lead> rows, Seen seen) {
        return new TableNews(table, rows, Set.of(), !table.numbers().equals(seen.numbers()));
    }

    /** @param happened null where it isn't known since when */
    static TableNews of(LeadTable table, @Nullable LeadNews happened, Seen seen) {
        var fresh = table.leads().items().stream().map(Lead::id).toList();
        var changed = new LinkedHashSet<>(seen.waiting());
        if (happened != null) {
            changed.addAll(happened.ids());
        }
        var isUnknown = happened == null || happened.isTooMuch();
        var rows = table.leads().items().stream()
                .filter(lead -> seen.ids().contains(lead.id()) && (isUnknown || changed.contains(lead.id())))
                .toList();
        if (fresh.equals(seen.ids()) && table.numbers().equals(seen.numbers())) {
            return new TableNews(table, rows, Set.of(), false);
        }
        var moved = new LinkedHashSet<>(moved(fresh, seen.ids()));
        moved.retainAll(changed);
        if (moved.isEmpty()) {
            // It stands on another page.
            moved.addAll(changed);
            moved.removeAll(fresh);
        }
        return new TableNews(table, rows, isUnknown || moved.size() > MOST_COUNTED ? Set.of() : moved, true);
    }

    /** Those that stand in one of two lists, or at another place in the other. */
    private static List<Long> moved(List<Long> fresh, List<Long> shown) {
        var moved = new ArrayList<Long>();
        for (var i = 0; i < Math.max(fresh.size(), shown.size()); i++) {
            var now = i < fresh.size() ? fresh.get(i) : null;
            var then = i < shown.size() ? shown.get(i) : null;
            if (now != null && !now.equals(then)) {
                moved.add(now);
            }
            if (then != null && !then.equals(now)) {
                moved.add(then);
            }
        }
        return moved;
    }

    /** As the page sends them along the next time. */
    public String waitingIds() {
        return waiting.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
