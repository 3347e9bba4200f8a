package leadhub.bots.flows;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import leadhub.api.Envelope;
import leadhub.api.RefusalWords;
import leadhub.conversations.Asked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Flows as the LeadHub dialect spells them. */
final class FlowViews {
    private FlowViews() {}

    /** What speaks against publishing a flow. @param stepId at which step; null for the flow as a whole */
    record Problem(@Nullable String stepId, String path, String message) {}

    /** A flow. */
    record One(
            int version,
            JsonNode steps,
            @Nullable JsonNode draft,
            @Nullable String draftChangedBy,
            @Nullable Instant draftChangedAt,
            List<Problem> problems)
            implements Envelope.Edited {

        static One of(BotFlow flow) {
            var problems = flow.problems().entrySet().stream()
                    .map(one -> new Problem(
                            stepId(flow.latest(), one.getKey()),
                            one.getKey(),
                            RefusalWords.LEADHUB.say(
                                    one.getKey(), one.getValue().getFirst())))
                    .toList();
            var draft = flow.draft();
            return new One(
                    flow.version(),
                    flow.steps(),
                    draft == null ? null : draft.steps(),
                    draft == null ? null : draft.changedBy(),
                    draft == null ? null : draft.changedAt(),
                    problems);
        }

        /** What was deleted elsewhere is nobody's edit. */
        @Override
        public Object edited() {
            return new One(version, steps, draft, draftChangedBy, draftChangedAt, List.of());
        }
    }

    /** The step that a path leads to, or into. */
    private static @Nullable String stepId(JsonNode steps, String path) {
        String id = null;
        JsonNode at = steps;
        for (var part : path.split("\\.")) {
            if (!part.equals("steps") || at != steps) {
                at = part.matches("[0-9]{1,3}") ? at.path(Integer.parseInt(part)) : at.path(part);
            }
            if (at.path("id").isString()) {
                id = at.path("id").stringValue();
            }
        }
        return id;
    }

    /** What was said when a flow was tried out. */
    record Message(String role, String content, @Nullable Asked asks) {}

    /** A try-out. @param outcome {@code waits}, {@code handed_over} or {@code ended} */
    record Trial(List<Message> messages, String outcome, JsonNode fields, List<String> tags) {
        static Trial of(FlowTrials.Trial trial) {
            return new Trial(
                    trial.messages().stream()
                            .map(said -> new Message(
                                    said.isBots() ? "assistant" : "user",
                                    said.line().text(),
                                    said.line().asks()))
                            .toList(),
                    trial.outcome().name().toLowerCase(Locale.ROOT),
                    trial.fields(),
                    trial.tags());
        }
    }
}
