package leadhub.leads.pages;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * @param number how many that are; 0 where it isn't known
 * @param isOther whether it isn't what is shown, whichever leads that comes from
 */
public record TableNews(LeadTable table, List<Lead> rows, Set<Long> waiting, int number, boolean isOther) {
    /** So many are told by their number. */
    private static final int MOST_COUNTED = 100;

    /**
     * What somebody sees.
     *
     * @param ids the leads, in their order
     * @param groups by what they are grouped, the group in which each of them stands ({@link LeadGroups.Group#mark})
     * @param numbers what the table says of others ({@link LeadTable#numbers})
     * @param waiting what they were told of and haven't asked for
     */
    record Seen(List<Long> ids, Map<Long, String> groups, String numbers, Set<Long> waiting) {

        /** All that has changed, as far as it is known. */
        Set<Long> changed(@Nullable LeadNews happened) {
            var changed = new LinkedHashSet<>(waiting);
            if (happened != null) {
                changed.addAll(happened.ids());
            }
            return changed;
        }

        /** Those that are shown and may have changed. */
        List<Long> shown(@Nullable LeadNews happened) {
            return isUnknown(happened)
                    ? ids
                    : ids.stream().filter(changed(happened)::contains).toList();
        }
    }

    private static boolean isUnknown(@Nullable LeadNews happened) {
        return happened == null || happened.isTooMuch();
    }

    /**
     * News of leads that are grouped. Which of them are shown is up to whoever unfolds groups: of those it is told that they stand in another
     * group by now, or in none; of others by the groups' numbers alone.
     *
     * @param rows those that are shown and may have changed, as they are now
     */
    static TableNews ofGroups(LeadTable table, List<Lead> rows, @Nullable LeadNews happened, Seen seen) {
        var by = Objects.requireNonNull(table.groups().by());
        var now = rows.stream().collect(Collectors.toMap(Lead::id, lead -> LeadGroups.Group.mark(by.group(lead))));
        var moved = seen.shown(happened).stream()
                .filter(id -> {
                    var then = seen.groups().get(id);
                    return then != null && !then.equals(now.get(id));
                })
                .toList();
        var waiting = new LinkedHashSet<>(moved);
        var isOther = !table.numbers().equals(seen.numbers());
        if (isOther) {
            // Any of them may be why.
            waiting.addAll(seen.changed(happened));
            seen.ids().stream().filter(id -> !moved.contains(id)).forEach(waiting::remove);
        }
        var isKnown = !isUnknown(happened) && waiting.size() == moved.size();
        return new TableNews(
                table,
                rows,
                waiting.stream().limit(MOST_COUNTED).collect(Collectors.toCollection(LinkedHashSet::new)),
                isKnown && moved.size() <= MOST_COUNTED ? moved.size() : 0,
                isOther || !moved.isEmpty());
    }

    /** @param happened null where it isn't known since when */
    static TableNews of(LeadTable table, @Nullable LeadNews happened, Seen seen) {
        var fresh = table.leads().items().stream().map(Lead::id).toList();
        var changed = seen.changed(happened);
        var isUnknown = isUnknown(happened);
        var rows = table.leads().items().stream()
                .filter(lead -> seen.ids().contains(lead.id()) && (isUnknown || changed.contains(lead.id())))
                .toList();
        if (fresh.equals(seen.ids()) && table.numbers().equals(seen.numbers())) {
            return new TableNews(table, rows, Set.of(), 0, false);
        }
        var moved = new LinkedHashSet<>(moved(fresh, seen.ids()));
        moved.retainAll(changed);
        if (moved.isEmpty()) {
            // It stands on another page.
            moved.addAll(changed);
            moved.removeAll(fresh);
        }
        var waiting = isUnknown || moved.size() > MOST_COUNTED ? Set.<Long>of() : moved;
        return new TableNews(table, rows, waiting, waiting.size(), true);
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
