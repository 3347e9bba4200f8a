package leadhub.notes;

import java.time.Instant;
import java.util.Objects;
import leadhub.base.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A note that somebody wrote on a lead.
 *
 * @param kind what it tells of; null is a plain one where it was kept before there were others
 * @param author who wrote it, with the name they had at the time
 * @param editedAt when it was last edited; null if never
 */
public record LeadNote(
        long id,
        long leadId,
        Actor author,
        NoteKind kind,
        String body,
        Instant createdAt,
        @Nullable Instant editedAt) {
    public LeadNote {
        kind = Objects.requireNonNullElse(kind, NoteKind.NOTE);
    }

    /** Notes have at most this many code points. */
    public static final int MOST_CHARACTERS = 10_000;

    /** Whether that user wrote it. */
    public boolean by(Actor actor) {
        return author.kind() == actor.kind() && author.id() == actor.id();
    }
}
