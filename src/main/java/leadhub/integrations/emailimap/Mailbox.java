package leadhub.integrations.emailimap;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the mailbox of an integration was read.
 *
 * @param leasedUntil by which whoever reads it knows that it still does
 * @param failures how often in a row it couldn't be read
 * @param again the numbers of messages that people want fetched once more
 */
record Mailbox(
        long integrationId,
        ImapRead.Place place,
        @Nullable Instant leasedUntil,
        int failures,
        Bad bad,
        List<Long> again) {
    /** A message at which reading broke off. @param uid 0 for none @param tries how often in a row */
    record Bad(long uid, int tries) {
        static final Bad NONE = new Bad(0, 0);
        private static final int MOST_TRIES = 5;

        /** Whether it is passed over. */
        boolean isGivenUp() {
            return tries >= MOST_TRIES;
        }
    }
}
