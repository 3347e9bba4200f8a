package leadhub.automations.triggers;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** All that can start an automation, by type. */
@Component
public final class TriggerKinds {
    private final Map<String, TriggerKind> kinds = new LinkedHashMap<>();

    TriggerKinds(List<TriggerKind> kinds) {
        kinds.stream().sorted(Comparator.comparing(TriggerKind::type)).forEach(kind -> {
            if (this.kinds.putIfAbsent(kind.type(), kind) != null) {
                throw new IllegalStateException("Two triggers are called " + kind.type());
            }
        });
    }

    public List<TriggerKind> all() {
        return List.copyOf(kinds.values());
    }

    /** One that time starts. */
    public Optional<TimedTrigger> timed(String type) {
        return Optional.ofNullable(kinds.get(type) instanceof TimedTrigger timed ? timed : null);
    }

    /** One that outside programs start. */
    public Optional<HookedTrigger> hooked(String type) {
        return Optional.ofNullable(kinds.get(type) instanceof HookedTrigger hooked ? hooked : null);
    }

    /** All that outside programs start. */
    public List<HookedTrigger> hooked() {
        return kinds.keySet().stream().flatMap(type -> hooked(type).stream()).toList();
    }

    public Optional<TriggerKind> find(String type) {
        return Optional.ofNullable(kinds.get(type));
    }
}
