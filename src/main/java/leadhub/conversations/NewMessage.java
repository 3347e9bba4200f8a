package leadhub.conversations;

import org.jspecify.annotations.Nullable;

/**
 * Something that is said.
 *
 * @param userId whoever of the team writes it; null for others
 * @param clientId by which whoever sends it knows it; null for none
 */
public record NewMessage(
        MessageRole role,
        @Nullable Long userId,
        String content,
        @Nullable String clientId) {

    public static NewMessage ofVisitor(String content, @Nullable String clientId) {
        return new NewMessage(MessageRole.USER, null, content, clientId);
    }

    public static NewMessage ofBot(String content) {
        return new NewMessage(MessageRole.ASSISTANT, null, content, null);
    }

    public static NewMessage ofSystem(String content) {
        return new NewMessage(MessageRole.SYSTEM, null, content, null);
    }

    @Override
    public String toString() {
        return "NewMessage[" + role + "]";
    }
}
