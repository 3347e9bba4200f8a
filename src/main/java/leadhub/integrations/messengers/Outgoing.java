package leadhub.integrations.messengers;

import java.util.List;
import leadhub.conversations.MessageTemplate;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to somebody.
 *
 * @param contactId what the provider calls them
 * @param template sent instead of the text; null for the text
 * @param names of its placeholders; empty where they are numbers, or nobody knows
 */
public record Outgoing(
        String contactId, String text, @Nullable MessageTemplate template, List<String> names) {
    @Override
    public String toString() {
        return "Outgoing[…]";
    }
}
