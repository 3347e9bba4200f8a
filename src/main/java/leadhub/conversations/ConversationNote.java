package leadhub.conversations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody of the team wrote for the others; visitors never get it.
 *
 * @param afterNumber the message behind which it stands; 0 for before all
 */
public record ConversationNote(
        long id, long afterNumber, @Nullable Long userId, String content, Instant createdAt) {
    public static final int MOST_CHARACTERS = Message.MOST_CHARACTERS;

    @Override
    public String toString() {
        return "ConversationNote[" + id + "]";
    }
}
