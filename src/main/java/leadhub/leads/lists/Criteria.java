package leadhub.leads.lists;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What leads are asked beyond the filters of the API.
 *
 * @param isAny whether meeting one of them, or one of the groups, is enough
 * @param groups criteria that are met together
 */
record Criteria(boolean isAny, List<Criterion> all, List<Criteria> groups) {
    static final Criteria NONE = new Criteria(false, List.of(), List.of());

    boolean isEmpty() {
        return all.isEmpty() && groups.stream().allMatch(Criteria::isEmpty);
    }

    boolean isOfTheMoment() {
        return all.stream().anyMatch(Criterion::isOfTheMoment)
                || groups.stream().anyMatch(Criteria::isOfTheMoment);
    }

    /** All of these, and one more. */
    Criteria and(Criterion another) {
        return new Criteria(false, List.of(another), List.of(this));
    }

    /** One condition for all of them. */
    String condition() {
        return Stream.concat(all.stream().map(Criterion::condition), filled().map(Criteria::condition))
                .collect(Collectors.joining(isAny ? " or " : " and ", "(", ")"));
    }

    List<Object> values() {
        return Stream.concat(
                        all.stream().flatMap(criterion -> criterion.values().stream()),
                        filled().flatMap(group -> group.values().stream()))
                .toList();
    }

    /** A group that isn't filled in yet asks nothing. */
    private Stream<Criteria> filled() {
        return groups.stream().filter(group -> !group.isEmpty());
    }
}
