package leadhub.bots.site;

import java.util.List;
import leadhub.bots.Bot;
import leadhub.conversations.Message;
import leadhub.conversations.MessageRole;

/**
 * The model of a bot's own page.
 *
 * @param greeting what the bot begins with; "" where it has been said
 * @param conversation the public id of the conversation, and its token; "" before the first message
 * @param clientId of the next message, so that a page that is sent again says nothing twice
 * @param typed what stands in the field
 * @param notice the key of a message about what was sent; "" for none
 */
public record PlainChat(
        Bot bot,
        String greeting,
        String conversation,
        String token,
        boolean isOver,
        boolean isPersons,
        List<Message> messages,
        String clientId,
        String typed,
        String notice) {

    public boolean isBegun() {
        return !conversation.isEmpty();
    }

    /** Who wrote it: the key of a message; "" for the bot, which has a name. */
    public String author(Message message) {
        return message.role() == MessageRole.USER
                ? "bots.words.you"
                : message.role() == MessageRole.AGENT ? "bots.words.team" : "";
    }

    @Override
    public String toString() {
        return "PlainChat[" + conversation + "]";
    }
}
