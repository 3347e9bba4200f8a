package leadhub.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workspace with all that is measured on it.
 *
 * @param first milliseconds of each first call after a start, by the operation's name
 * @param alone p50 of each operation before the neighbour came, likewise
 */
record Subject(Site site, List<Operation> operations, Map<String, Double> first, Map<String, Double> alone) {
    /** @param only parts of names, between commas; empty for all */
    static Subject of(Site site, Samples samples, String only) {
        var parts = List.of(only.split(","));
        var wanted = Operations.of(site, samples).stream()
                .filter(operation ->
                        parts.stream().anyMatch(part -> operation.name().contains(part)))
                .toList();
        return new Subject(site, wanted, new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    Optional<Operation> operation(String name) {
        return operations.stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst();
    }

    List<Operation> reading() {
        return operations.stream()
                .filter(operation -> !operation.kind().writes())
                .toList();
    }
}
