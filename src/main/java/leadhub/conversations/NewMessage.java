package leadhub.conversations;

import org.jspecify.annotations.Nullable;

/**
 * Something that is said.
 *
 * @param userId whoever of the team writes it; null for others
 * @param clientId by which whoever sends it knows it; null for none
 * @param asks what it asks the visitor for; null for nothing in particular
 */
public record NewMessage(
        MessageRole role,
        @Nullable Long userId,
        String content,
        @Nullable String clientId,
        @Nullable Asked asks) {

    public static NewMessage ofVisitor(String content, @Nullable String clientId) {
        return new NewMessage(MessageRole.USER, null, content, clientId, null);
    }

    public static NewMessage ofBot(String content) {
        return ofBot(content, null);
    }

    public static NewMessage ofBot(String content, @Nullable Asked asks) {
        return new NewMessage(MessageRole.ASSISTANT, null, content, null, asks);
    }

    public static NewMessage ofSystem(String content) {
        return new NewMessage(MessageRole.SYSTEM, null, content, null, null);
    }

    @Override
    public String toString() {
        return "NewMessage[" + role + "]";
    }
}
