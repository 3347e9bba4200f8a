package leadhub.conversations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whom a conversation by a messenger is with.
 *
 * @param integrationId by which it is held
 * @param id what the provider calls them
 * @param name what they call themselves there; "" for nothing
 * @param wroteAt when they wrote last, as the provider says; null if they never have
 * @param stoppedAt when they said that they want nothing more; null where they haven't, or want it again
 */
public record Contact(
        long integrationId,
        String id,
        String name,
        @Nullable Instant wroteAt,
        @Nullable Instant stoppedAt) {
    public static final int MOST_NAME = 255;
    public static final int MOST_ID = 255;

    /** The same, as willing as before. */
    Contact stopped(@Nullable Contact before) {
        return new Contact(integrationId, id, name, wroteAt, before == null ? null : before.stoppedAt);
    }

    /** Whether they want nothing that we send by ourselves. */
    public boolean isStopped() {
        return stoppedAt != null;
    }

    /** Whether somebody of the team may answer: whoever goes on writing wants an answer. */
    public boolean takesReplies() {
        return stoppedAt == null || wroteAt != null && wroteAt.isAfter(stoppedAt);
    }

    @Override
    public String toString() {
        return "Contact[" + integrationId + "]";
    }
}
