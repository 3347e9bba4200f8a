package leadhub.web.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Problem;
import leadhub.base.Refusal;

/** The failing fields of one request, gathered so that the caller hears of all at once. */
public final class Errors {
    private final Map<String, List<Refusal>> byField = new LinkedHashMap<>();

    /** Says what is wrong with a field. */
    public void add(String field, Refusal refusal) {
        byField.computeIfAbsent(field, name -> new ArrayList<>()).add(refusal);
    }

    /** Adds what a verb found, for fields that are not named yet. */
    public void addAll(Map<String, List<Refusal>> others) {
        others.forEach(byField::putIfAbsent);
    }

    /** Adds the errors of a part, {@code name} as {@code stages.0.name}. */
    void addAllBelow(String path, Errors part) {
        part.byField.forEach((field, refusals) -> refusals.forEach(refusal -> add(path + "." + field, refusal)));
    }

    /** What is wrong, by field. */
    public Map<String, List<Refusal>> byField() {
        return Map.copyOf(byField);
    }

    /** What is wrong, without saying where. */
    public List<Refusal> all() {
        return byField.values().stream().flatMap(List::stream).toList();
    }

    public boolean any() {
        return !byField.isEmpty();
    }

    public boolean has(String field) {
        return byField.containsKey(field);
    }

    /** Refuses the request if anything is wrong with it. */
    public void check() {
        if (any()) {
            throw new Problem.Invalid(byField).exception();
        }
    }
}
