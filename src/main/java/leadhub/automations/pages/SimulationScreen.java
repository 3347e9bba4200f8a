package leadhub.automations.pages;

import leadhub.automations.Automation;
import leadhub.automations.simulations.Simulation;
import org.jspecify.annotations.Nullable;

/**
 * What an automation would have done.
 *
 * @param simulation null where there was none
 */
public record SimulationScreen(
        Automation automation, @Nullable Simulation simulation) {
    public String path() {
        return AutomationPages.path(automation.id());
    }
}
