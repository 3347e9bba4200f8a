package leadhub.automations.pages;

import java.util.List;
import leadhub.automations.Automation;
import leadhub.automations.AutomationDraft;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What publishing a draft means.
 *
 * @param waiting where runs wait
 * @param missingTags the tags that would be made
 */
public record PublishScreen(
        Automation automation, AutomationDraft draft, List<Waiting> waiting, List<String> missingTags) {
    /**
     * Runs that wait at a step.
     *
     * @param step null if it is one of an older version
     * @param next where they would go on; null if they would end
     * @param stays whether that is the same step
     */
    public record Waiting(
            @Nullable JsonNode step, long runs, @Nullable JsonNode next, boolean stays) {}

    public String path() {
        return AutomationPages.path(automation.id());
    }

    public String name() {
        return draft.body().path("name").asString(automation.name());
    }

    public boolean isBehind() {
        return draft.isBehind();
    }

    public boolean turnsOn() {
        return !automation.isActive();
    }
}
