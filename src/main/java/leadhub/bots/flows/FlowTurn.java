package leadhub.bots.flows;

import java.util.List;
import leadhub.conversations.Asked;
import org.jspecify.annotations.Nullable;

/**
 * What a bot does when it has heard something.
 *
 * @param agreedTo the text that the visitor has agreed to now; null for none
 * @param isUnanswered whether the visitor has asked what the bot doesn't know
 */
public record FlowTurn(
        List<Line> lines,
        FlowState state,
        Outcome outcome,
        @Nullable String agreedTo,
        boolean isUnanswered) {
    /** What is said, and what it asks for; null for nothing in particular. */
    public record Line(String text, @Nullable Asked asks) {}

    /** What comes of the conversation. */
    public enum Outcome {
        /** The bot waits for the visitor. */
        WAITS,
        HANDED_OVER,
        ENDED
    }
}
