package leadhub.bots.chat;

import java.time.Instant;
import leadhub.conversations.Asked;
import leadhub.conversations.Conversation;
import leadhub.conversations.Message;
import org.jspecify.annotations.Nullable;

/** A conversation as its visitor sees it. */
final class ChatViews {
    private ChatViews() {}

    /** Which one it is. */
    record One(String id, String status) {
        static One of(Conversation conversation) {
            return new One(conversation.publicId(), conversation.status().word());
        }
    }

    /** Something that was said. */
    record Spoken(
            String id,
            long number,
            String role,
            String content,
            @Nullable String clientId,
            @Nullable Asked asks,
            Instant createdAt) {
        static Spoken of(Message message) {
            return new Spoken(
                    message.publicId(),
                    message.number(),
                    message.role().word(),
                    message.content(),
                    message.clientId(),
                    message.asks(),
                    message.createdAt());
        }
    }

    /**
     * How it stands.
     *
     * @param owner who answers: {@code bot}, {@code queue} or {@code agent}
     * @param ownerVersion grows with each other owner and status
     * @param lastNumber of the last message
     * @param visitorRead up to which number the visitor has read
     * @param teamRead up to which number somebody of the team has
     */
    record Standing(
            String id,
            String status,
            String owner,
            long ownerVersion,
            long lastNumber,
            long visitorRead,
            long teamRead) {
        static Standing of(Conversation conversation) {
            return new Standing(
                    conversation.publicId(),
                    conversation.status().word(),
                    conversation.owner().kind().word(),
                    conversation.owner().version(),
                    conversation.marks().last(),
                    conversation.marks().visitorRead(),
                    conversation.marks().teamRead());
        }
    }
}
