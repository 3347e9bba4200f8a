package leadhub.integrations.messengers;

import java.time.Instant;
import leadhub.base.Refusal;
import leadhub.conversations.DeliveryFailure;
import leadhub.conversations.DeliveryStatus;
import org.jspecify.annotations.Nullable;

/** What a provider tells of. */
public sealed interface Incoming {
    /**
     * Somebody wrote.
     *
     * @param contactId what the provider calls them
     * @param name what they call themselves there; "" for nothing
     * @param messageId the provider's own
     * @param at when, as the provider says
     * @param content what they said
     * @param whose of whom its payload says something
     */
    record Said(String contactId, String name, String messageId, Instant at, MessageText content, Whose whose)
            implements Incoming {}

    /** Of whom a payload says how to reach them. */
    enum Whose {
        /** Whoever wrote, who can be reached by what the messenger says of them. */
        THEIRS,
        /** Nobody, unless they write so. */
        NOBODYS,
        /** Somebody else, whom they have passed on. */
        OTHERS
    }

    /**
     * Something has become of a message of ours.
     *
     * @param failure why it failed; null for nothing
     */
    record Reported(
            String messageId,
            DeliveryStatus status,
            @Nullable DeliveryFailure failure) implements Incoming {}

    /** Somebody wants to be written to, or not any more. */
    record Wished(String contactId, Instant at, Wish wish) implements Incoming {}

    /** What somebody wants of us. */
    enum Wish {
        STOP,
        START
    }

    /** Nothing that we want to know of. */
    record Other(Refusal why) implements Incoming {}
}
