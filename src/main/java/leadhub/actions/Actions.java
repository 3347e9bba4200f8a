package leadhub.actions;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** All that can be done to leads, by key. */
@Component
public final class Actions {
    private final Map<String, ActionKind> kinds = new LinkedHashMap<>();

    Actions(List<ActionKind> kinds) {
        kinds.stream().sorted(Comparator.comparing(ActionKind::key)).forEach(kind -> {
            if (this.kinds.putIfAbsent(kind.key(), kind) != null) {
                throw new IllegalStateException("Two actions are called " + kind.key());
            }
        });
    }

    /** Every kind, by key. */
    public List<ActionKind> all() {
        return List.copyOf(kinds.values());
    }

    public Optional<ActionKind> find(String key) {
        return Optional.ofNullable(kinds.get(key));
    }

    /** A kind that many leads take at once; another one, or none, is our own fault. */
    public BulkActionKind bulk(String key) {
        return find(key)
                .filter(BulkActionKind.class::isInstance)
                .map(BulkActionKind.class::cast)
                .orElseThrow(() -> new IllegalArgumentException("Many leads take no " + key));
    }
}
