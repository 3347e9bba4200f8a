package leadhub.integrations;

import java.time.Instant;
import leadhub.intake.IntakeReason;
import org.jspecify.annotations.Nullable;

/**
 * Leads from before that are fetched from a provider, page by page.
 *
 * @param since from then on; a little earlier than was asked for
 * @param next where the next page begins, as its type writes it; null before the first
 * @param found how many there were until now
 * @param added how many of them weren't known
 * @param failures how often in a row the provider couldn't be asked
 * @param retryAt when it is asked again; null for at once
 * @param reason what went wrong last; null for nothing
 */
public record Backfill(
        long id,
        long integrationId,
        Instant since,
        @Nullable String next,
        long found,
        long added,
        int failures,
        @Nullable Instant retryAt,
        @Nullable IntakeReason reason,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    public boolean isRunning() {
        return finishedAt == null;
    }

    public Backfill page(AskedType.PastLeads page, int fresh, Instant now) {
        return new Backfill(
                id,
                integrationId,
                since,
                page.next(),
                found + page.leads().size(),
                added + fresh,
                0,
                page.next() == null || page.pause() == null ? null : now.plus(page.pause()),
                null,
                createdAt,
                page.next() == null ? now : null);
    }

    /** @param again when it is tried again; null for never */
    public Backfill failed(IntakeReason why, @Nullable Instant again, Instant now) {
        return stopped(failures + 1, why, again, again == null ? now : null);
    }

    /** Nobody was asked, so that is no failure. */
    public Backfill waiting(IntakeReason why, Instant again) {
        return stopped(failures, why, again, null);
    }

    /** @param why null where nobody will ask */
    public Backfill ended(@Nullable IntakeReason why, Instant now) {
        return stopped(failures, why, null, now);
    }

    private Backfill stopped(
            int failed, @Nullable IntakeReason why, @Nullable Instant again, @Nullable Instant finished) {
        return new Backfill(id, integrationId, since, next, found, added, failed, again, why, createdAt, finished);
    }
}
