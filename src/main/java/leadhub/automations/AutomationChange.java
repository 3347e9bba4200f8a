package leadhub.automations;

import leadhub.base.Change;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is asked of an automation, or to be changed about it.
 *
 * @param trigger and steps: as they were sent, for they are checked in the transaction that keeps them
 */
public record AutomationChange(
        Change<String> name,
        Change<@Nullable String> description,
        Change<Boolean> isActive,
        Change<JsonNode> trigger,
        Change<JsonNode> steps,
        Change<ReEntry> reEntry,
        Change<Boolean> respectsHours,
        Change<JsonNode> exitWhen) {

    /** The same, with the automation switched on. */
    AutomationChange active() {
        return new AutomationChange(
                name, description, Change.set(true), trigger, steps, reEntry, respectsHours, exitWhen);
    }
}
