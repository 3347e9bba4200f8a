package leadhub.conversations.pages;

import java.util.List;
import java.util.Map;
import leadhub.conversations.Conversation;
import leadhub.conversations.Message;
import leadhub.panel.Page;

/**
 * The model of a lead's conversations: the latest first, and what was said last in each.
 *
 * @param names of the team, by their ids
 */
public record Talks(List<Conversation> conversations, Map<Long, List<Message>> messages, Map<Long, String> names) {

    /** Who wrote it, as people call them. */
    public String author(Page page, Message message) {
        return switch (message.role()) {
            case USER -> page.say("inbox.of-visitor");
            case ASSISTANT -> page.say("inbox.of-bot");
            case SYSTEM -> "";
            case AGENT ->
                message.userId() == null
                        ? page.say("inbox.status.agent")
                        : names.getOrDefault(message.userId(), page.say("inbox.status.agent"));
        };
    }
}
