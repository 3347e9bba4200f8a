package leadhub.leads.pages;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import leadhub.leads.lists.LeadCube;
import org.jspecify.annotations.Nullable;

/**
 * The leads of a list group by group.
 *
 * @param by null where they aren't grouped
 * @param first those that are shown
 * @param others how many more groups there are
 * @param leads how many leads there are in all
 */
public record LeadGroups(@Nullable LeadGrouping by, List<Group> first, int others, long leads) {
    /** More than a list of that is read through. */
    private static final int MOST = 100;

    static final LeadGroups NONE = new LeadGroups(null, List.of(), 0, 0);

    /**
     * Some leads that have the same.
     *
     * @param of what that is; {@code ""} for nothing
     * @param values what their deals come to, by currency
     */
    public record Group(String of, long leads, Map<String, BigDecimal> values) {
        /** What the page says of it when it asks for news. */
        public String mark() {
            return mark(of);
        }

        static String mark(String of) {
            return Integer.toHexString(of.hashCode());
        }
    }

    /** @param currency of deals that have none of their own */
    static LeadGroups of(LeadGrouping by, LeadChoices choices, Map<LeadCube.Key, LeadCube.Sum> cells, String currency) {
        var numbers = new HashMap<String, Long>();
        var values = new HashMap<String, Map<String, BigDecimal>>();
        cells.forEach((cell, sum) -> {
            var group = by.group(cell);
            numbers.merge(group, sum.leads(), Long::sum);
            add(values.computeIfAbsent(group, one -> new TreeMap<>()), cell, sum, currency);
        });
        var order = by.order(choices);
        var groups = numbers.entrySet().stream()
                .filter(group -> group.getValue() > 0)
                .map(group ->
                        new Group(group.getKey(), group.getValue(), values.getOrDefault(group.getKey(), Map.of())))
                .sorted(Comparator.<Group>comparingInt(group -> place(order, group.of()))
                        .thenComparing(Comparator.comparingLong(Group::leads).reversed())
                        .thenComparing(Group::of))
                .toList();
        var leads = groups.stream().mapToLong(Group::leads).sum();
        return new LeadGroups(by, groups.stream().limit(MOST).toList(), Math.max(0, groups.size() - MOST), leads);
    }

    /** What the deals of all cells come to, by currency. */
    static Map<String, BigDecimal> values(Map<LeadCube.Key, LeadCube.Sum> cells, String currency) {
        var values = new TreeMap<String, BigDecimal>();
        cells.forEach((cell, sum) -> add(values, cell, sum, currency));
        return values;
    }

    private static void add(Map<String, BigDecimal> values, LeadCube.Key cell, LeadCube.Sum sum, String currency) {
        if (sum.value().signum() != 0) {
            values.merge(Objects.requireNonNullElse(cell.currency(), currency), sum.value(), BigDecimal::add);
        }
    }

    /** What is the same as long as each group has as many leads. */
    String numbers() {
        var numbers =
                first.stream().map(group -> group.leads() + " " + group.of()).toList();
        return leads + "-" + Integer.toHexString(numbers.hashCode());
    }

    private static int place(List<String> order, String group) {
        var place = order.indexOf(group);
        return place < 0 ? order.size() : place;
    }
}
