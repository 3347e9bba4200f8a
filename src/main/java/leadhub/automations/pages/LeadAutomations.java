package leadhub.automations.pages;

import java.util.List;
import leadhub.automations.runs.Run;
import leadhub.automations.runs.WhyNot;
import leadhub.conditions.ConditionField;
import leadhub.leads.record.Lead;

/**
 * What automations did for a lead.
 *
 * @param lines the latest runs, the last first
 * @param startable the automations that can be started for it
 */
public record LeadAutomations(Lead lead, List<Line> lines, List<BuilderChoices.Option> startable) {
    /** A run. @param automation its automation's name; {@code ""} if that was deleted */
    public record Line(Run run, String automation) {
        public String path() {
            return AutomationPages.path(run.automationId()) + "/runs/" + run.id();
        }
    }

    /** Everything that can be said of it. @param notRun why others didn't run */
    public record Whole(LeadAutomations runs, List<WhyNot.NotRun> notRun, List<ConditionField> fields) {}

    public String path() {
        return "/leads/" + lead.id() + "/automations";
    }
}
