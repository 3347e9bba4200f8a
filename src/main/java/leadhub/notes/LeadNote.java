package leadhub.notes;

import java.time.Instant;
import leadhub.base.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A note that somebody wrote on a lead.
 *
 * @param author who wrote it, with the name they had at the time
 * @param editedAt when it was last edited; null if never
 */
public record LeadNote(
        long id,
        long leadId,
        Actor author,
        String body,
        Instant createdAt,
        @Nullable Instant editedAt) {
    /** Notes have at most this many code points. */
    public static final int MOST_CHARACTERS = 10_000;

    /** Whether that user wrote it. */
    public boolean by(Actor actor) {
        return author.kind() == actor.kind() && author.id() == actor.id();
    }
}
