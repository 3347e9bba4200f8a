package leadhub.integrations.emailimap;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the mailbox of an integration was read.
 *
 * @param leasedUntil by which whoever reads it knows that it still does
 * @param failures how often in a row it couldn't be read
 */
record Mailbox(
        long integrationId, ImapRead.Place place, @Nullable Instant leasedUntil, int failures) {}
