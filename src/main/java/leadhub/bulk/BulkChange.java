package leadhub.bulk;

import java.time.Instant;
import java.util.Locale;
import leadhub.actions.ActionConfig;
import org.jspecify.annotations.Nullable;

/**
 * One change to many leads.
 *
 * @param userId who asked for it
 * @param action the key of its kind
 * @param subject how the user, stage or tag was called; null where there is none
 * @param reason why it stopped before its end, null if it didn't
 * @param total how many leads it is about, fixed when it was asked for
 * @param done how many were changed so far
 * @param skipped how many were gone, not seen, or so already
 * @param reached the last lead that was looked at
 * @param undoes the change that this one takes back
 */
public record BulkChange(
        long id,
        long userId,
        String action,
        ActionConfig config,
        @Nullable String subject,
        State state,
        @Nullable Reason reason,
        int total,
        int done,
        int skipped,
        long reached,
        @Nullable Long undoes,
        @Nullable String address,
        @Nullable String requestId,
        @Nullable Instant finishedAt) {

    /** How far it is. */
    public enum State {
        /** Waiting or running. */
        OPEN,
        DONE,
        STOPPED
    }

    /** Why it stopped before its end. */
    public enum Reason {
        /** Who asked for it stopped it. */
        USER,
        /** Who asked for it may not do it any more. */
        ACCESS,
        /** The user, stage or tag is gone. */
        GONE,
        /** Again and again it went wrong. */
        FAILED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** After so many more leads. */
    BulkChange advanced(int moreDone, int moreSkipped, long nowReached) {
        return new BulkChange(
                id,
                userId,
                action,
                config,
                subject,
                state,
                reason,
                total,
                done + moreDone,
                skipped + moreSkipped,
                nowReached,
                undoes,
                address,
                requestId,
                finishedAt);
    }
}
