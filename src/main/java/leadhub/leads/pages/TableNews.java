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
 * @param waiting the leads that have come, gone or moved, which the table shows once somebody asks; {@link #MANY} where it isn't known which
 * @param number how many that are; 0 where it isn't known
 * @param isOther whether it isn't what is shown, whichever leads that comes from
 */
public record TableNews(LeadTable table, List<Lead> rows, String waiting, int number, boolean isOther) {
    /** What the page sends along as waiting from then on, for whatever is found later they are more. */
    static final String MANY = "many";

    /** So many are told by their number. */
    private static final int MOST_COUNTED = 100;

    /**
     * What somebody sees.
     *
     * @param ids the leads, in their order
     * @param groups by what they are grouped, in which group each of them stands ({@link LeadGroups.Group#mark}); in several where it was
     *     loaded again after it had moved
     * @param numbers what the table says of others ({@link LeadTable#numbers})
     * @param waiting what they were told of and haven't asked for
     * @param isMany whether it isn't known which leads that is
     */
    record Seen(List<Long> ids, Map<Long, Set<String>> groups, String numbers, Set<Long> waiting, boolean isMany) {

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

        /** Whether more may have changed than is known. */
        boolean isUnknown(@Nullable LeadNews happened) {
            return isMany || TableNews.isUnknown(happened);
        }

        /** Whether a lead stands in another group than it should. */
        boolean isMoved(long id, @Nullable String now) {
            return groups.getOrDefault(id, Set.of()).stream().anyMatch(then -> !then.equals(now));
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
                .filter(id -> seen.isMoved(id, now.get(id)))
                .toList();
        var waiting = new LinkedHashSet<>(moved);
        var isOther = !table.numbers().equals(seen.numbers());
        if (isOther) {
            // Any of them may be why.
            waiting.addAll(seen.changed(happened));
            seen.ids().stream().filter(id -> !moved.contains(id)).forEach(waiting::remove);
        }
        if (!isOther && moved.isEmpty()) {
            return new TableNews(table, rows, "", 0, false);
        }
        return seen.isUnknown(happened) || waiting.size() > MOST_COUNTED
                ? many(table, rows)
                : new TableNews(table, rows, ids(waiting), waiting.size() == moved.size() ? moved.size() : 0, true);
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
            return new TableNews(table, rows, "", 0, false);
        }
        var moved = new LinkedHashSet<>(moved(fresh, seen.ids()));
        moved.retainAll(changed);
        if (moved.isEmpty()) {
            // It stands on another page.
            moved.addAll(changed);
            moved.removeAll(fresh);
        }
        return seen.isUnknown(happened) || moved.size() > MOST_COUNTED
                ? many(table, rows)
                : new TableNews(table, rows, ids(moved), moved.size(), true);
    }

    private static TableNews many(LeadTable table, List<Lead> rows) {
        return new TableNews(table, rows, MANY, 0, true);
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

    private static String ids(Set<Long> leads) {
        return leads.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
