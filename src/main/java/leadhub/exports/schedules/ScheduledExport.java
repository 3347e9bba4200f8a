package leadhub.exports.schedules;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A scheduled export.
 *
 * @param reason why it stopped; null if it didn't
 * @param nextAt when its next file is made; null if it isn't active
 */
public record ScheduledExport(
        long id,
        ExportWish wish,
        State state,
        @Nullable Reason reason,
        @Nullable Instant nextAt,
        Instant createdAt,
        Instant updatedAt) {

    /** Its state. */
    public enum State {
        ACTIVE,
        PAUSED,
        /** Its owner may not export any more. */
        STOPPED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why its owner may not export any more. */
    public enum Reason {
        SUSPENDED,
        REMOVED,
        /** The role doesn't allow it. */
        ROLE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isActive() {
        return state == State.ACTIVE;
    }
}
