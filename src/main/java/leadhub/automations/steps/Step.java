package leadhub.automations.steps;

import java.util.List;
import java.util.stream.Stream;
import leadhub.actions.ActionConfig;
import org.jspecify.annotations.Nullable;

/** One step of an automation. Its id is its own in all versions, so that runs find their place in a newer one. */
public sealed interface Step {
    String id();

    /** As it is spelled: {@code wait_until}. */
    String type();

    /** Ends the run unless conditions are met. */
    record Gate(String id, Term.Group conditions) implements Step {
        @Override
        public String type() {
            return "condition";
        }
    }

    /** Takes the first path whose conditions are met; afterwards the run goes on behind it. */
    record Branch(String id, List<Path> paths, List<Step> otherwise) implements Step {
        @Override
        public String type() {
            return "branch";
        }
    }

    /** One way through a branch. */
    record Path(String name, Term.Group conditions, List<Step> steps) {}

    record Delay(String id, Pause pause) implements Step {
        @Override
        public String type() {
            return "delay";
        }
    }

    /**
     * Waits until conditions are met.
     *
     * @param timeout how long at most; null for ever
     * @param stops whether the run ends after that time, instead of going on
     */
    record WaitUntil(
            String id, Term.Group conditions, @Nullable Span timeout, boolean stops) implements Step {
        @Override
        public String type() {
            return "wait_until";
        }
    }

    /** Does something. @param config as it is kept, without secrets */
    record Act(String id, String action, ActionConfig config) implements Step {
        @Override
        public String type() {
            return "action";
        }
    }

    /** It and all steps in it, in their order. */
    default Stream<Step> all() {
        return this instanceof Branch(var id, var paths, var otherwise)
                ? Stream.of(
                                Stream.of(this),
                                paths.stream()
                                        .flatMap(path -> path.steps().stream())
                                        .flatMap(Step::all),
                                otherwise.stream().flatMap(Step::all))
                        .flatMap(steps -> steps)
                : Stream.of(this);
    }
}
