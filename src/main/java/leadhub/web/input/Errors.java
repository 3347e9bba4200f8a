package leadhub.web.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Problem;
import leadhub.base.Refusal;

/** The invalid fields of a request, collected so that the caller learns of all at once. */
public final class Errors {
    private final Map<String, List<Refusal>> byField = new LinkedHashMap<>();

    /** Adds an error about a field. */
    public void add(String field, Refusal refusal) {
        byField.computeIfAbsent(field, name -> new ArrayList<>()).add(refusal);
    }

    /** Adds a verb's errors about fields that don't have any yet. */
    public void addAll(Map<String, List<Refusal>> others) {
        others.forEach(byField::putIfAbsent);
    }

    /** Adds the errors of a part, {@code name} as {@code stages.0.name}. */
    void addAllBelow(String path, Errors part) {
        part.byField.forEach((field, refusals) -> refusals.forEach(refusal -> add(path + "." + field, refusal)));
    }

    /** The errors by field. */
    public Map<String, List<Refusal>> byField() {
        return Map.copyOf(byField);
    }

    /** The errors without their fields. */
    public List<Refusal> all() {
        return byField.values().stream().flatMap(List::stream).toList();
    }

    public boolean any() {
        return !byField.isEmpty();
    }

    public boolean has(String field) {
        return byField.containsKey(field);
    }

    /** Refuses the request if there are errors. */
    public void check() {
        if (any()) {
            throw new Problem.Invalid(byField).exception();
        }
    }
}
