package leadhub.actions;

import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Effect;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One kind of thing that can be done to a lead. A feature implements it, and {@link Actions} lists it; whoever does
 * things to leads on somebody's behalf asks there and knows no kind by name.
 */
public interface ActionKind {
    /** As it is stored and spelled in APIs: {@code add_tag}. */
    String key();

    /** The key of the message that names it. */
    default String label() {
        return "lead-action." + key();
    }

    /** What it takes. */
    List<ActionField> fields();

    /**
     * Reads what is asked for, within the transaction of the verb that keeps it.
     *
     * @throws leadhub.base.ProblemException invalid, by the path of the field, for what is missing, wrong or not there
     */
    Action check(ActionRequest request);

    /** What it was told, as answers show it: tags by the names that they have now. */
    default ObjectNode shown(Caller caller, ActionConfig config) {
        return config.values();
    }

    /** What it brings about that whoever changes many leads can switch off; null for nothing of that. */
    default @Nullable Effect effect() {
        return null;
    }

    /** Does it to one lead; refuses what can't be done, as the verb for it does. */
    void apply(Caller caller, long leadId, ActionConfig config);
}
