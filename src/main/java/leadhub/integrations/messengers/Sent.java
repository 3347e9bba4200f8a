package leadhub.integrations.messengers;

import org.jspecify.annotations.Nullable;

/**
 * A message that a provider has taken.
 *
 * @param id what it calls the message
 * @param contactId what it calls the person, where that is something else than we called them; null for the same
 */
public record Sent(String id, @Nullable String contactId) {
    public static Sent of(String id) {
        return new Sent(id, null);
    }
}
