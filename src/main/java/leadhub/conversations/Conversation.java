package leadhub.conversations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conversation.
 *
 * @param publicId {@code conv_…}, as everybody outside knows it
 * @param botId the bot's UUID; null where none takes part
 * @param leadId the lead that its visitor is; null as long as nobody knows
 * @param contact whom it is with, by a messenger; null for the website's chat
 * @param attribution where the visitor came from, {@code {"first": {…}, "last": {…}}}
 * @param consent to what the visitor agreed; null for nothing
 * @param language in which we write to the visitor
 */
public record Conversation(
        long id,
        String publicId,
        Channel channel,
        @Nullable String botId,
        @Nullable Long leadId,
        ConversationStatus status,
        Owner owner,
        Visitor visitor,
        @Nullable Contact contact,
        ObjectNode attribution,
        @Nullable ObjectNode consent,
        String language,
        Marks marks,
        Moments moments) {

    /**
     * How far it has come.
     *
     * @param last number of the last message, which is how many there are
     * @param lastRole who wrote it; null where nobody has written anything
     * @param visitorRead up to which number the visitor has read
     * @param teamRead up to which number somebody of the team has
     * @param deliveries how often something has become of a message to a messenger
     */
    public record Marks(long last, @Nullable MessageRole lastRole, long visitorRead, long teamRead, long deliveries) {}

    /**
     * When what happened.
     *
     * @param waitingSince when the visitor wrote what nobody has answered yet
     * @param capturedAt when its lead was known first
     */
    public record Moments(
            Instant startedAt,
            @Nullable Instant lastMessageAt,
            @Nullable Instant waitingSince,
            @Nullable Instant capturedAt,
            @Nullable Instant handedOverAt,
            @Nullable Instant endedAt,
            Instant updatedAt) {}

    /** Whether there is something that nobody of the team has read. */
    public boolean isUnread() {
        return marks.last() > marks.teamRead();
    }

    public boolean isOver() {
        return status == ConversationStatus.COMPLETED;
    }

    @Override
    public String toString() {
        return "Conversation[" + publicId + "]";
    }
}
