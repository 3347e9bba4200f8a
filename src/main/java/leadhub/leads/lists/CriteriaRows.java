package leadhub.leads.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import leadhub.base.Refusal;
import leadhub.web.input.QueryInput;

/**
 * Lines of the form that asks for criteria, and the groups beside them, as {@link leadhub.conditions.ConditionGroup} has them.
 * In an address the lines of the second group are numbered from 201 on, {@code match.2=any} says that one of them is enough,
 * and {@code in.2=1} that it is part of the first group.
 *
 * @param number of the group; 0 is the whole
 * @param isAny whether meeting one of them is enough
 */
public record CriteriaRows(int number, boolean isAny, List<CriterionRow> rows, List<CriteriaRows> groups) {
    /** The lines of each group are numbered from so many times its own number on. */
    public static final int EACH = 100;

    public static final int MOST_GROUPS = 9;

    /** The whole and two levels of groups in it. */
    public static final int MOST_LEVELS = 3;

    static CriteriaRows of(List<CriterionRow> rows, QueryInput query) {
        var parents = new int[MOST_GROUPS + 1];
        for (var group = 1; group <= MOST_GROUPS; group++) {
            parents[group] = parent(query, group);
        }
        return group(0, 1, rows, parents, query);
    }

    private static CriteriaRows group(int number, int level, List<CriterionRow> rows, int[] parents, QueryInput query) {
        var own = rows.stream().filter(row -> row.number() / EACH == number).toList();
        var groups = new ArrayList<CriteriaRows>();
        for (var other = number + 1; other <= MOST_GROUPS; other++) {
            var group = parents[other] == number ? group(other, level + 1, rows, parents, query) : null;
            if (group != null && group.size() > 0) {
                groups.add(group);
            }
        }
        if (level > MOST_LEVELS && !own.isEmpty()) {
            query.reject("in." + number, Refusal.of("max.array").with("max", MOST_LEVELS));
        }
        return new CriteriaRows(number, isAny(query, number), own, groups);
    }

    private static boolean isAny(QueryInput query, int number) {
        return "any".equals(query.text(number == 0 ? "match" : "match." + number));
    }

    /** A group is part of one with a lower number, so that none is part of itself. */
    private static int parent(QueryInput query, int group) {
        var word = query.text("in." + group);
        if (word == null || word.equals("0")) {
            return 0;
        }
        if (word.matches("[1-9]") && Integer.parseInt(word) < group) {
            return Integer.parseInt(word);
        }
        query.reject("in." + group, Refusal.of("in"));
        return 0;
    }

    /** How many conditions there are in all. */
    public int size() {
        return rows.size() + groups.stream().mapToInt(CriteriaRows::size).sum();
    }

    /** The same with other lines in their places. */
    public CriteriaRows with(UnaryOperator<CriterionRow> other) {
        return new CriteriaRows(
                number,
                isAny,
                rows.stream().map(other).toList(),
                groups.stream().map(group -> group.with(other)).toList());
    }

    /** All lines, those of groups too. */
    public Stream<CriterionRow> all() {
        return Stream.concat(rows.stream(), groups.stream().flatMap(CriteriaRows::all));
    }
}
