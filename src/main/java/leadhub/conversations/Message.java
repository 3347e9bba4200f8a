package leadhub.conversations;

import java.time.Instant;
import leadhub.lymbe.OpaqueId;
import org.jspecify.annotations.Nullable;

/**
 * Something that was said in a conversation, for all who take part in it.
 *
 * @param number in its conversation, from 1 on without gaps
 * @param userId whoever of the team wrote it; null for a program, and for others
 * @param clientId by which whoever sent it knows it
 * @param asks what it asks the visitor for; null for nothing in particular
 */
public record Message(
        long id,
        long number,
        MessageRole role,
        @Nullable Long userId,
        String content,
        @Nullable String clientId,
        @Nullable Asked asks,
        Instant createdAt) {
    public static final int MOST_CHARACTERS = 5_000;
    public static final int MOST_CLIENT_ID = 100;

    /** As everybody outside knows it: {@code msg_…}. */
    public String publicId() {
        return OpaqueId.of("msg", id);
    }

    @Override
    public String toString() {
        return "Message[" + id + "]";
    }
}
