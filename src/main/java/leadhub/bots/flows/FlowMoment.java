package leadhub.bots.flows;

import leadhub.base.Caller;
import leadhub.conditions.Today;
import org.jspecify.annotations.Nullable;

/**
 * What a flow may look at beside what the visitor says.
 *
 * @param language in which the visitor is written to
 * @param isOpen whether it is within business hours
 * @param page on which the conversation began
 * @param consentText to what somebody agrees who leaves an address; null for nothing
 */
public record FlowMoment(
        Caller caller,
        String language,
        boolean isOpen,
        @Nullable String page,
        @Nullable String consentText,
        Today today) {}
