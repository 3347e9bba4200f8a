package leadhub.conversations.pages;

import java.util.List;
import java.util.Map;
import leadhub.base.Refusal;
import leadhub.conversations.Carrier;
import leadhub.conversations.Conversation;
import leadhub.conversations.DeliveryStatus;
import leadhub.conversations.Message;
import leadhub.conversations.MessageDelivery;
import leadhub.conversations.Owner;
import leadhub.conversations.files.MessageFile;
import leadhub.panel.Page;
import org.jspecify.annotations.Nullable;

/**
 * The model of a lead's conversations: the latest first, and what was said last in each.
 *
 * @param lead the path of the lead's page; "" beside a single conversation
 * @param files what came with them
 * @param names of the team, by their ids
 * @param answers how conversations can be answered here, by their ids; none for those that are over
 * @param firstPath where the lead can be written to first by a messenger; "" for nowhere
 */
public record Talks(
        String lead,
        List<Conversation> conversations,
        Map<Long, List<Message>> messages,
        List<MessageFile> files,
        Map<Long, String> names,
        Map<Long, Answer> answers,
        String firstPath) {

    /**
     * How a conversation is answered.
     *
     * @param sent what became of what was said, by the numbers of the messages
     */
    public record Answer(Carrier.Means means, Map<Long, MessageDelivery> sent, Unsaid unsaid) {
        private boolean isMoving() {
            return sent.values().stream()
                    .anyMatch(one -> one.status() == DeliveryStatus.QUEUED && one.failure() == null);
        }
    }

    /** What was typed and couldn't be said, and why. @param conversation its public id */
    public record Unsaid(String conversation, String content, List<Refusal> refusals) {
        static final Unsaid NOTHING = new Unsaid("", "", List.of());

        boolean isOf(Conversation one) {
            return one.publicId().equals(conversation);
        }
    }

    /** How it can be answered here; null for not at all. */
    public @Nullable Answer answer(Conversation conversation) {
        return answers.get(conversation.id());
    }

    /** What became of a message at a messenger; null where nobody knows. */
    public ThreadEntry.@Nullable Fate fate(Conversation conversation, Message message) {
        var answer = answer(conversation);
        var delivery = answer == null ? null : answer.sent().get(message.number());
        return delivery == null ? null : ThreadEntry.Fate.of(delivery);
    }

    /** Whether something comes of a message in a moment. */
    public boolean isMoving() {
        return answers.values().stream().anyMatch(Answer::isMoving);
    }

    /** Whoever else of the team answers; "" for nobody. */
    public String other(Page page, Conversation conversation) {
        var owner = conversation.owner();
        var userId = owner.userId();
        return owner.kind() != Owner.Kind.AGENT
                        || userId == null
                        || owner.isUser(page.visitor().userId())
                ? ""
                : names.getOrDefault(userId, "");
    }

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
