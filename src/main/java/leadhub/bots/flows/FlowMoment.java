package leadhub.bots.flows;

import java.util.Optional;
import leadhub.base.Caller;
import leadhub.conditions.Today;
import org.jspecify.annotations.Nullable;

/**
 * What a flow may look at beside what the visitor says.
 *
 * @param language in which the visitor is written to
 * @param isOpen whether it is within business hours
 * @param page on which the conversation began
 * @param answering from what the bot knows
 * @param consentText to what somebody agrees who leaves an address; null for nothing
 */
public record FlowMoment(
        Caller caller,
        String language,
        boolean isOpen,
        @Nullable String page,
        @Nullable String consentText,
        Today today,
        Answering answering) {

    /** Finds what answers a question, as it is said to the visitor. */
    @FunctionalInterface
    public interface Answering {
        Optional<String> answer(String question);
    }
}
