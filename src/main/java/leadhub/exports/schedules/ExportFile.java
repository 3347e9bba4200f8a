package leadhub.exports.schedules;

import java.time.Instant;
import java.util.Locale;
import leadhub.exports.ExportFormat;
import org.jspecify.annotations.Nullable;

/**
 * A file of a scheduled export.
 *
 * @param reason why it failed; null if it didn't
 * @param key where it lies; null before it is begun, and after it is gone
 * @param userId with whose rights it was made; 0 before it is begun
 * @param seesAll whether it has leads of everybody, and not only those that an agent sees
 * @param leads how many are in it; null before it is ready
 * @param size in bytes; null before it is ready
 * @param expiresAt when it goes; null before it is ready
 */
public record ExportFile(
        long id,
        long exportId,
        State state,
        @Nullable Reason reason,
        ExportFormat format,
        @Nullable String key,
        long userId,
        boolean seesAll,
        @Nullable Long leads,
        @Nullable Long size,
        Instant createdAt,
        @Nullable Instant finishedAt,
        @Nullable Instant expiresAt) {

    /** Its state. */
    public enum State {
        WAITING,
        RUNNING,
        READY,
        FAILED,
        /** It was there, and is gone. */
        EXPIRED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why there is no file. */
    public enum Reason {
        /** The disk is full, or can't be written to. */
        DISK,
        /** It would be larger than a file may be. */
        TOO_LARGE,
        /** The workspace's files would be larger than they may be together. */
        ROOM,
        /** What the filter asks about is gone, such as a stage. */
        FILTER,
        /** Its owner may not export any more. */
        ACCESS,
        /** It kept failing. */
        FAILED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isReady() {
        return state == State.READY;
    }

    public boolean isUnfinished() {
        return state == State.WAITING || state == State.RUNNING;
    }
}
