package leadhub.bots.site;

import java.util.List;
import leadhub.bots.Bot;
import leadhub.conversations.Asked;
import leadhub.conversations.Message;
import leadhub.conversations.MessageRole;
import org.jspecify.annotations.Nullable;

/**
 * The model of a bot's own page.
 *
 * @param opening what the bot begins with, as far as it hasn't been said
 * @param asks what it asks for now; null for nothing in particular
 * @param conversation the public id of the conversation, and its token; "" before the first message
 * @param clientId of the next message, so that a page that is sent again says nothing twice
 * @param typed what stands in the field
 * @param notice the key of a message about what was sent; "" for none
 * @param isTrial whether what begins here is in no figures
 * @param isResumable whether a code can be mailed by which an earlier conversation goes on here
 * @param codeFor the address to which one was mailed; "" for none
 */
public record PlainChat(
        Bot bot,
        List<String> opening,
        @Nullable Asked asks,
        String conversation,
        String token,
        boolean isOver,
        boolean isPersons,
        List<Message> messages,
        String clientId,
        String typed,
        String notice,
        boolean isTrial,
        boolean isResumable,
        String codeFor) {

    public boolean isBegun() {
        return !conversation.isEmpty();
    }

    /** Of what kind the field is in which one answers: {@code email}; "" for one of several lines. */
    public String input() {
        return asks == null
                ? ""
                : switch (asks.kind()) {
                    case "email", "date" -> asks.kind();
                    case "phone" -> "tel";
                    case "number" -> "text";
                    default -> "";
                };
    }

    public List<String> options() {
        return asks == null ? List.of() : asks.options();
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
