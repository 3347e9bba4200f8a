package leadhub.automations.pages;

import leadhub.automations.Automation;
import leadhub.automations.runs.Reconciliation;
import org.jspecify.annotations.Nullable;

/**
 * Whether an automation missed anything.
 *
 * @param from the first day, as typed
 * @param to the last day, as typed
 * @param counted null where nothing can be counted
 * @param wrong the message that says what is wrong with the days; null if they are right
 */
public record ReconciliationScreen(
        Automation automation,
        String from,
        String to,
        @Nullable Reconciliation counted,
        @Nullable String wrong) {

    public String path() {
        return AutomationPages.path(automation.id());
    }
}
