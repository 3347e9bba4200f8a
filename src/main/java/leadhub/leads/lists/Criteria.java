package leadhub.leads.lists;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What leads are asked beyond the filters of the API.
 *
 * @param isAny whether meeting one of them is enough
 */
record Criteria(boolean isAny, List<Criterion> all) {
    static final Criteria NONE = new Criteria(false, List.of());

    boolean isEmpty() {
        return all.isEmpty();
    }

    boolean isOfTheMoment() {
        return all.stream().anyMatch(Criterion::isOfTheMoment);
    }

    /** One condition for all of them. */
    String condition() {
        return all.stream().map(Criterion::condition).collect(Collectors.joining(isAny ? " or " : " and ", "(", ")"));
    }

    List<Object> values() {
        return all.stream().flatMap(criterion -> criterion.values().stream()).toList();
    }
}
