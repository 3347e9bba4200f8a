package leadhub.conversations.api;

import java.time.Instant;
import leadhub.conversations.Conversation;
import leadhub.conversations.ConversationNote;
import leadhub.conversations.Message;
import leadhub.conversations.Owner;
import leadhub.conversations.Visitor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A conversation as the LeadHub dialect spells it. */
record ConversationView(
        String id,
        String channel,
        @Nullable String botId,
        @Nullable Long leadId,
        String status,
        Owning owner,
        String language,
        Visitor visitor,
        ObjectNode attribution,
        @Nullable ObjectNode consent,
        long messagesCount,
        Instant startedAt,
        @Nullable Instant lastMessageAt,
        @Nullable Instant handedOverAt,
        @Nullable Instant endedAt) {

    /** Who answers. */
    record Owning(String kind, @Nullable Long userId, long version) {
        static Owning of(Owner owner) {
            return new Owning(owner.kind().word(), owner.userId(), owner.version());
        }
    }

    static ConversationView of(Conversation conversation) {
        return new ConversationView(
                conversation.publicId(),
                conversation.channel().word(),
                conversation.botId(),
                conversation.leadId(),
                conversation.status().word(),
                Owning.of(conversation.owner()),
                conversation.language(),
                conversation.visitor(),
                conversation.attribution(),
                conversation.consent(),
                conversation.marks().last(),
                conversation.moments().startedAt(),
                conversation.moments().lastMessageAt(),
                conversation.moments().handedOverAt(),
                conversation.moments().endedAt());
    }

    /** What somebody of the team wrote for the others. */
    record Noted(long id, long afterNumber, @Nullable Long userId, String content, Instant createdAt) {
        static Noted of(ConversationNote note) {
            return new Noted(note.id(), note.afterNumber(), note.userId(), note.content(), note.createdAt());
        }
    }

    /** Something that was said. */
    record Spoken(
            String id,
            long number,
            String role,
            @Nullable Long userId,
            String content,
            @Nullable String clientId,
            Instant createdAt) {
        static Spoken of(Message message) {
            return new Spoken(
                    message.publicId(),
                    message.number(),
                    message.role().word(),
                    message.userId(),
                    message.content(),
                    message.clientId(),
                    message.createdAt());
        }
    }
}
