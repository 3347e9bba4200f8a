package leadhub.integrations.pages;

import java.util.List;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationHealth;
import leadhub.integrations.IntegrationType;

/**
 * What is connected, and what can be.
 *
 * @param canSeal whether this server can keep secrets at all
 */
public record IntegrationList(List<Line> lines, Gallery gallery, boolean canSeal) {

    /** @param leads how many it has made */
    public record Line(Integration integration, IntegrationType type, IntegrationHealth health, long leads) {}

    /** Whether another one can be connected. */
    public boolean isOpen() {
        return canSeal && lines.size() < Integration.MOST;
    }
}
