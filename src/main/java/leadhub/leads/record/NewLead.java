package leadhub.leads.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead to be made.
 *
 * @param facts what is known of it; what is kept stays empty or gets its default
 * @param usualSource where it comes from if its facts don't say
 * @param botId the chat bot that caught it
 * @param conversationId the conversation in which that was
 * @param createdAt when it came to be elsewhere; null for now
 */
public record NewLead(
        LeadChange facts,
        String usualSource,
        @Nullable String botId,
        @Nullable String conversationId,
        @Nullable Instant createdAt) {

    /** One that no conversation led to. */
    public NewLead(LeadChange facts, String usualSource, @Nullable String botId, @Nullable Instant createdAt) {
        this(facts, usualSource, botId, null, createdAt);
    }

    /** One that comes to be now. */
    public NewLead(LeadChange facts, String usualSource, @Nullable String botId) {
        this(facts, usualSource, botId, null, null);
    }
}
