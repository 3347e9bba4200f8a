package leadhub.automations.pages;

import java.util.List;
import leadhub.automations.Automation;
import leadhub.automations.runs.RunLine;
import leadhub.automations.runs.RunStatus;

/**
 * The runs of an automation.
 *
 * @param isLater whether it isn't the first page
 * @param older the last one's id if there are older ones, else 0
 */
public record RunList(Automation automation, RunQuery asked, List<RunLine> lines, boolean isLater, long older) {
    public String path() {
        return AutomationPages.path(automation.id()) + "/runs";
    }

    public static RunStatus[] statuses() {
        return RunStatus.values();
    }

    public boolean hasFailed() {
        return lines.stream().anyMatch(line -> line.run().status() == RunStatus.FAILED);
    }
}
