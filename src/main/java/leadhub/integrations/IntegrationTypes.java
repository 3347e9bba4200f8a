package leadhub.integrations;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The types that there are, whatever they are. */
@Component
public class IntegrationTypes {
    private final Map<String, IntegrationType> byKey = new TreeMap<>();

    IntegrationTypes(List<IntegrationType> types) {
        types.forEach(type -> byKey.put(type.about().key(), type));
    }

    /** By category, and then by name. */
    public List<IntegrationType> all() {
        return byKey.values().stream()
                .sorted(Comparator.comparing(
                                (IntegrationType type) -> type.about().category())
                        .thenComparing(type -> type.about().name()))
                .toList();
    }

    public Optional<IntegrationType> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** Of an integration that is there: a type that a release has taken away takes its integrations along. */
    public IntegrationType get(String key) {
        return find(key).orElseThrow(() -> new IllegalStateException("There is no type " + key));
    }
}
