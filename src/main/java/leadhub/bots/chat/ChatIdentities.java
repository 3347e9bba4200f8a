package leadhub.bots.chat;

import java.util.Optional;
import leadhub.bots.identity.VisitorIdentity;
import leadhub.conversations.Conversation;
import leadhub.conversations.VisitorConversations;
import leadhub.conversations.VisitorConversations.Started;
import leadhub.conversations.VisitorEmails;
import leadhub.conversations.VisitorIdentities;
import leadhub.conversations.VisitorIdentities.Tied;
import org.springframework.stereotype.Component;

/** Visitors whom their website knows: they go on with their own conversation wherever they are, and their address counts as theirs. */
@Component
class ChatIdentities {
    private final VisitorIdentities identities;
    private final VisitorConversations conversations;
    private final VisitorEmails emails;
    private final ChatCapture capture;

    ChatIdentities(
            VisitorIdentities identities,
            VisitorConversations conversations,
            VisitorEmails emails,
            ChatCapture capture) {
        this.identities = identities;
        this.conversations = conversations;
        this.emails = emails;
        this.capture = capture;
    }

    /** The conversation that they have with the bot; empty for none that isn't over. */
    Optional<Started> goOn(ChatBots.Found found, VisitorIdentity identity) {
        return identities
                .latest(found.sender(), found.bot().id(), identity.subject())
                .map(id -> conversations.goOn(found.sender(), id));
    }

    /** One that has just begun is theirs. */
    Started begun(ChatBots.Found found, Started started, VisitorIdentity identity) {
        var tied = tie(found, started.conversation(), identity, started.token());
        return new Started(
                conversations.get(found.sender(), started.conversation().id()), tied.token());
    }

    Tied tie(ChatBots.Found found, Conversation conversation, VisitorIdentity identity, String token) {
        var tied = identities.tie(found.sender(), conversation.id(), identity.subject(), token);
        if (tied.isNew()) {
            if (identity.email() != null) {
                emails.prove(found.sender(), conversation.id(), identity.email());
            }
            capture.known(found, conversation, identity);
        }
        return tied;
    }
}
