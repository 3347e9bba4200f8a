package leadhub.bots.flows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of a flow in the order in which a conversation takes them. */
public final class Flow {
    private final List<FlowStep> steps;
    private final Map<String, FlowStep> byId = new LinkedHashMap<>();
    private final Map<String, String> paths = new HashMap<>();
    /** What comes behind a step, whatever is in it; nothing behind the last one. */
    private final Map<String, FlowStep> following = new HashMap<>();

    public Flow(List<FlowStep> steps) {
        this.steps = List.copyOf(steps);
        add(steps, "steps", null);
    }

    private void add(List<FlowStep> some, String path, @Nullable FlowStep behind) {
        for (var i = 0; i < some.size(); i++) {
            var step = some.get(i);
            var next = i + 1 < some.size() ? some.get(i + 1) : behind;
            byId.put(step.id(), step);
            paths.put(step.id(), path + "." + i);
            if (next != null) {
                following.put(step.id(), next);
            }
            var ways = step.ways();
            for (var way = 0; way < ways.size(); way++) {
                var part = way == ways.size() - 1 ? "otherwise" : "paths." + way;
                add(ways.get(way), path + "." + i + ".config." + part + ".steps", next);
            }
        }
    }

    public List<FlowStep> steps() {
        return steps;
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    public Optional<FlowStep> first() {
        return steps.stream().findFirst();
    }

    public Optional<FlowStep> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** What comes behind a step and all that is in it. */
    Optional<FlowStep> after(FlowStep step) {
        return Optional.ofNullable(following.get(step.id()));
    }

    /** Where one of a step's ways begins, which may be behind it. */
    Optional<FlowStep> along(FlowStep step, List<FlowStep> way) {
        return way.isEmpty() ? after(step) : Optional.of(way.getFirst());
    }

    /** Every step that may come next; empty in it where that is none. */
    List<Optional<FlowStep>> next(FlowStep step) {
        return switch (step) {
            case FlowStep.HandOver over -> List.of();
            case FlowStep.End end -> List.of();
            case FlowStep.GoTo(var id, var to) -> List.of(find(to));
            default ->
                step.ways().isEmpty()
                        ? List.of(after(step))
                        : step.ways().stream().map(way -> along(step, way)).toList();
        };
    }

    /** Where a step stands, as requests spell it: {@code steps.2.config.paths.0.steps.1}. */
    String path(FlowStep step) {
        return paths.getOrDefault(step.id(), "steps");
    }

    /** All steps, those in ways too. */
    public List<FlowStep> all() {
        return new ArrayList<>(byId.values());
    }
}
