package leadhub.forms.fields;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import leadhub.conditions.ConditionGroup;
import leadhub.conditions.ConditionTerm;
import leadhub.conditions.NamedCondition;

/** Finds fields that would be shown only if they were shown. */
final class FieldCycles {
    private FieldCycles() {}

    /** The place of a field whose {@code visible_if} leads back to it, over other fields. */
    static Optional<Integer> find(List<FormField> fields) {
        var needs = new HashMap<String, Set<String>>();
        fields.forEach(field -> needs.put(field.key(), named(field)));
        for (var i = 0; i < fields.size(); i++) {
            if (reaches(needs, fields.get(i).key())) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static Set<String> named(FormField field) {
        var names = new HashSet<String>();
        if (field.visibleIf() != null) {
            names(field.visibleIf()).forEach(names::add);
        }
        return names;
    }

    private static Stream<String> names(ConditionTerm term) {
        return switch (term) {
            case ConditionGroup(var match, var terms) -> terms.stream().flatMap(FieldCycles::names);
            case NamedCondition(var field, var operator, var value) -> Stream.of(field);
        };
    }

    private static boolean reaches(Map<String, Set<String>> needs, String start) {
        var seen = new HashSet<String>();
        var waiting = new java.util.ArrayDeque<>(needs.getOrDefault(start, Set.of()));
        while (!waiting.isEmpty()) {
            var next = waiting.pop();
            if (next.equals(start)) {
                return true;
            }
            if (seen.add(next)) {
                waiting.addAll(needs.getOrDefault(next, Set.of()));
            }
        }
        return false;
    }
}
