package leadhub.emails.sending;

import java.util.List;
import leadhub.emails.RenderedEmail;
import org.jspecify.annotations.Nullable;

/**
 * An email that is about to be sent.
 *
 * @param origin what has it sent, so that it is sent once; null where a person does
 * @param references the ids of the messages that it answers, the oldest first
 * @param unsubscribeToken null where it goes to the workspace's own people
 */
record NewLeadEmail(
        long leadId,
        @Nullable String origin,
        String to,
        RenderedEmail content,
        String messageId,
        List<String> references,
        @Nullable String unsubscribeToken) {}
