package leadhub.automations.pages;

import java.util.List;
import leadhub.automations.Automation;
import leadhub.automations.runs.RunOverviews;
import leadhub.automations.runs.RunOverviews.Counts;
import tools.jackson.databind.JsonNode;

/** All automations, each with what it does and how it goes, and what they can be made of. */
public record AutomationList(List<Line> lines, List<Recipes.Offer> recipes) {
    /** What one does, as JSON. */
    public record Sentence(JsonNode trigger, JsonNode steps) {}

    /**
     * One of them.
     *
     * @param needsRepair whether it names something that is gone
     * @param isDrafted whether somebody has changed it and not published that
     */
    public record Line(
            Automation automation, Sentence sentence, Counts counts, boolean needsRepair, boolean isDrafted) {
        public String path() {
            return AutomationPages.path(automation.id());
        }

        public boolean isWaiting() {
            return counts.waiting() > 0;
        }
    }

    public boolean isFull() {
        return lines.size() >= Automation.MOST;
    }

    /** As many as were counted. */
    public static long counted(long count) {
        return Math.min(count, RunOverviews.MOST_COUNTED);
    }

    /** {@code +} where there are more than were counted. */
    public static String more(long count) {
        return count > RunOverviews.MOST_COUNTED ? "+" : "";
    }
}
