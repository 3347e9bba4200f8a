package leadhub.automations.triggers;

import java.util.List;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.base.Caller;
import leadhub.events.LeadEvent;
import tools.jackson.databind.node.ObjectNode;

/** One kind of thing that starts automations. Spring collects them; nothing else lists them. */
public interface TriggerKind {
    /** As it is stored and spelled: {@code tag_added}. */
    String type();

    /** What it takes, beside the conditions and the debounce time that every trigger takes. */
    List<ActionField> fields();

    /**
     * Reads what it was told, within the transaction of the verb that keeps it.
     *
     * @return what is kept, records by their ids
     * @throws leadhub.base.ProblemException invalid, by the path of the field
     */
    ObjectNode check(ActionRequest request);

    /** What was kept, as answers show it. */
    default ObjectNode shown(Caller caller, ObjectNode config) {
        return config;
    }

    /** Whether an event is one of this kind. Costs no statement. */
    boolean isBy(LeadEvent event);

    /** By what an event starts a run once. */
    default String key(LeadEvent event) {
        return Long.toString(event.sequence());
    }

    /** Whether an event of this kind is the one that the config asks for. Costs no statement. */
    boolean fits(LeadEvent event, ObjectNode config);
}
