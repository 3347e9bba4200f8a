package leadhub.bots.flows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import leadhub.base.Caller;
import leadhub.conversations.ConversationFigures;
import leadhub.conversations.ConversationFigures.StepFigures;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How a bot's conversations went lately, and at which step of its flow visitors left. */
@Service
public class BotFigures {
    private static final StepFigures NOBODY = new StepFigures(0, 0);

    private final ConversationFigures figures;
    private final KnownFlows known;

    BotFigures(ConversationFigures figures, KnownFlows known) {
        this.figures = figures;
        this.known = known;
    }

    /** All that is counted. @param steps those of the published flow in their order, then those that are in it no more */
    public record Counted(Instant since, ConversationFigures.Figures all, List<Step> steps) {}

    /**
     * A step that waits for an answer.
     *
     * @param type null where the flow doesn't have it any more
     * @param text what it asks, in the bot's own language; null like the type
     */
    public record Step(
            String id, @Nullable String type, @Nullable String text, long reached, long left) {
        private static Step of(String id, @Nullable FlowStep step, StepFigures figures) {
            return new Step(
                    id,
                    step == null ? null : step.type(),
                    step == null ? null : step.wording().text(),
                    figures.reached(),
                    figures.left());
        }
    }

    public Counted of(Caller caller, String botId) {
        var counts = new LinkedHashMap<>(figures.steps(caller, botId));
        var steps = new ArrayList<Step>();
        known
                .current(caller.workspaceId(), botId)
                .map(published -> published.flow().all())
                .orElse(List.of())
                .stream()
                .filter(FlowStep::waits)
                .forEach(step -> {
                    var found = counts.remove(step.id());
                    steps.add(Step.of(step.id(), step, found == null ? NOBODY : found));
                });
        counts.forEach((id, gone) -> steps.add(Step.of(id, null, gone)));
        return new Counted(figures.since(), figures.ofBot(caller, botId), steps);
    }
}
