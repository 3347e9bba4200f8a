package leadhub.bots.chat;

import java.util.Optional;
import leadhub.conversations.VisitorConversations;

/** How visitors go on with a conversation in another browser. */
public interface ChatResumption {
    /** Whether a code can be mailed to them. */
    boolean isOffered(long workspaceId);

    /** Has a code mailed, if somebody has talked to the bot by that address lately. */
    void ask(ChatBots.Found found, String email);

    /** The conversation, where the code is the one that was mailed; empty for all that is wrong with it, and that counts as a try. */
    Optional<VisitorConversations.Started> enter(ChatBots.Found found, String email, String code);
}
