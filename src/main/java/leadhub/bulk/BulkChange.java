package leadhub.bulk;

import java.time.Instant;
import java.util.Locale;
import leadhub.actions.ActionConfig;
import leadhub.base.Actor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bulk change.
 *
 * @param author the user or API key that asked for it, with the name at the time
 * @param action the key of its kind
 * @param filter by which a program found the leads, as it sent it; null where they were picked by other means
 * @param subject the name of the user, stage or tag at the time; null if there is none
 * @param reason why it stopped early; null if it didn't
 * @param total how many leads were selected
 * @param done how many have been changed so far
 * @param skipped how many were deleted, not visible, or needed no change
 * @param reached the last lead that was processed
 * @param undoes the change that this one undoes
 */
public record BulkChange(
        long id,
        Actor author,
        String action,
        ActionConfig config,
        @Nullable ObjectNode filter,
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
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** Its state. */
    public enum State {
        /** Waiting or running. */
        OPEN,
        DONE,
        STOPPED
    }

    /** Why it stopped early. */
    public enum Reason {
        /** Somebody stopped it. */
        USER,
        /** Whoever asked for it is no longer allowed to. */
        ACCESS,
        /** The user, stage or tag no longer exists. */
        GONE,
        /** It kept failing. */
        FAILED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a program asked for it. */
    public boolean isOfKey() {
        return author.kind() == Actor.Kind.API_KEY;
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** After so many more leads. */
    BulkChange advanced(int moreDone, int moreSkipped, long nowReached) {
        return new BulkChange(
                id,
                author,
                action,
                config,
                filter,
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
                createdAt,
                finishedAt);
    }
}
