package leadhub.integrations.pages;

import leadhub.intake.IntakeEntry;
import leadhub.integrations.Integration;
import org.jspecify.annotations.Nullable;

/** Whether anything has come yet. @param last what came last; null for nothing */
public record Arrival(Integration integration, @Nullable IntakeEntry last) {
    public String path() {
        return IntegrationPages.path(integration);
    }

    /** Whether there is nothing to say yet. */
    public boolean isAwaited() {
        return last == null
                || last.processedAt() == null && last.outcome().status().word().equals("received");
    }
}
