package leadhub.notes;

import java.time.Instant;
import leadhub.base.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote down about a lead.
 *
 * @param author who wrote it, by the name they had then
 * @param editedAt when it was last changed; null if it never was
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

    /** Whether that is who wrote it. */
    public boolean by(Actor actor) {
        return author.kind() == actor.kind() && author.id() == actor.id();
    }
}
