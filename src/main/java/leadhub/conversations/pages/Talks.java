package leadhub.conversations.pages;

import java.util.List;
import java.util.Map;
import leadhub.conversations.Conversation;
import leadhub.conversations.Message;
import leadhub.conversations.files.MessageFile;
import leadhub.panel.Page;
import org.jspecify.annotations.Nullable;

/**
 * The model of a lead's conversations: the latest first, and what was said last in each.
 *
 * @param files what came with them
 * @param firstPath where the lead can be written to first by a messenger; "" for nowhere
 * @param names of the team, by their ids
 */
public record Talks(
        List<Conversation> conversations,
        Map<Long, List<Message>> messages,
        List<MessageFile> files,
        Map<Long, String> names,
        String firstPath) {

    /** What came with a message; null for nothing. */
    public @Nullable MessageFile file(Conversation conversation, Message message) {
        return files.stream()
                .filter(one -> one.ownerId() == conversation.id() && one.number() == message.number())
                .findFirst()
                .orElse(null);
    }

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
