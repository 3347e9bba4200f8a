package leadhub.automations.steps;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of a version in the order in which a run takes them. */
public final class Program {
    private final List<Step> steps;
    private final Map<String, Step> byId = new LinkedHashMap<>();
    /** What comes behind a step, whatever is in it; nothing behind the last one. */
    private final Map<String, Step> following = new HashMap<>();

    public Program(List<Step> steps) {
        this.steps = steps;
        add(steps, null);
    }

    private void add(List<Step> some, @Nullable Step behind) {
        for (var i = 0; i < some.size(); i++) {
            var step = some.get(i);
            var next = i + 1 < some.size() ? some.get(i + 1) : behind;
            byId.put(step.id(), step);
            if (next != null) {
                following.put(step.id(), next);
            }
            if (step instanceof Step.Branch(var id, var paths, var otherwise)) {
                paths.forEach(path -> add(path.steps(), next));
                add(otherwise, next);
            }
        }
    }

    public List<Step> steps() {
        return steps;
    }

    public Optional<Step> first() {
        return steps.stream().findFirst();
    }

    public Optional<Step> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** What comes behind a step and all that is in it. */
    public Optional<Step> after(Step step) {
        return Optional.ofNullable(following.get(step.id()));
    }

    /** Where a run goes on that is at a step which a newer version may have no more: there, or at the next that is left. */
    public Optional<Step> successor(String id, Program newer) {
        if (!byId.containsKey(id)) {
            // Of a run that goes by an older version yet, which knew the step.
            return newer.find(id);
        }
        var ids = List.copyOf(byId.keySet());
        return ids.stream()
                .skip(ids.indexOf(id))
                .flatMap(one -> newer.find(one).stream())
                .findFirst();
    }

    /** All steps, those in branches too. */
    public List<Step> all() {
        return List.copyOf(byId.values());
    }
}
