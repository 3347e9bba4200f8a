package leadhub.conversations.api;

import java.time.Instant;
import leadhub.conversations.Contact;
import leadhub.conversations.Conversation;
import leadhub.conversations.ConversationNote;
import leadhub.conversations.Message;
import leadhub.conversations.MessageDelivery;
import leadhub.conversations.Owner;
import leadhub.conversations.Visitor;
import leadhub.conversations.files.MessageFile;
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
        @Nullable Person contact,
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

    /** Whom it is with, by a messenger. */
    record Person(
            long integrationId,
            String id,
            String name,
            @Nullable Instant wroteAt,
            @Nullable Instant stoppedAt) {
        static @Nullable Person of(@Nullable Contact contact) {
            return contact == null
                    ? null
                    : new Person(
                            contact.integrationId(),
                            contact.id(),
                            contact.name(),
                            contact.wroteAt(),
                            contact.stoppedAt());
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
                Person.of(conversation.contact()),
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

    /** What became of a message to a messenger. */
    record Sent(String status, @Nullable String error, Instant at) {
        static Sent of(MessageDelivery delivery) {
            var failure = delivery.failure();
            return new Sent(delivery.status().word(), failure == null ? null : failure.word(), delivery.changedAt());
        }
    }

    /** A file that came with it. @param type by its content; null as long as it isn't there */
    record Attached(
            String status,
            String name,
            @Nullable String type,
            @Nullable Long size,
            @Nullable String error) {
        static @Nullable Attached of(@Nullable MessageFile file) {
            if (file == null) {
                return null;
            }
            var failure = file.failure();
            return new Attached(
                    file.status().word(),
                    file.name(),
                    file.type(),
                    file.size(),
                    failure == null ? null : failure.word());
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
            @Nullable Attached attachment,
            @Nullable Sent delivery,
            Instant createdAt) {
        static Spoken of(Message message, @Nullable MessageFile file, @Nullable MessageDelivery delivery) {
            return new Spoken(
                    message.publicId(),
                    message.number(),
                    message.role().word(),
                    message.userId(),
                    message.content(),
                    message.clientId(),
                    Attached.of(file),
                    delivery == null ? null : Sent.of(delivery),
                    message.createdAt());
        }
    }
}
