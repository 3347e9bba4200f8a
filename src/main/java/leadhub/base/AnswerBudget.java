package leadhub.base;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How many bytes of answers this process holds at once. Whoever makes an answer takes its share beforehand, for what is
 * read from the database takes up memory before anybody knows how much, and gives it back when the answer is written.
 *
 * <p>Limits: a sixteenth of the heap in all, since what is read is there up to three times (as the driver read it, as
 * objects, as it is written); half of that for one workspace; after ten seconds of waiting the call is refused.
 */
@Component
public class AnswerBudget {
    /** What an answer takes before its size is known: pages of a list up to this size are read at once. */
    public static final long USUAL = 256 * 1024;

    private static final int UNIT = 1024;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final FairShares shares;
    private final Duration patience;

    AnswerBudget(
            @Value("${leadhub.answer-budget:0}") long bytes,
            @Value("${leadhub.answer-patience:10s}") Duration patience) {
        var all = bytes > 0 ? bytes : Math.max(32 * USUAL, Runtime.getRuntime().maxMemory() / 16);
        var units = (int) Math.min(all / UNIT, 1 << 30);
        this.shares = new FairShares(units, units / 2);
        this.patience = patience;
    }

    /** Takes what a usual answer needs; waits for it, and refuses when it waits too long. */
    public Lease take(long workspaceId) {
        return take(workspaceId, USUAL);
    }

    /** Takes some bytes; more than a workspace may have at once counts as all that it may have. */
    public Lease take(long workspaceId, long bytes) {
        var units = Math.min(units(bytes), shares.mostOfOne());
        try {
            if (!shares.acquire(workspaceId, units, patience)) {
                throw new Problem.Unavailable(RETRY_AFTER).exception();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem.Unavailable(RETRY_AFTER).exception();
        }
        return new Lease(workspaceId, units);
    }

    private static int units(long bytes) {
        return (int) Math.min((bytes + UNIT - 1) / UNIT, 1 << 30);
    }

    /** Bytes that were taken; closing gives them back. */
    public final class Lease implements AutoCloseable {
        private final long workspaceId;
        private int units;

        private Lease(long workspaceId, int units) {
            this.workspaceId = workspaceId;
            this.units = units;
        }

        /** Sets how many bytes there are, when that is known. What it takes beyond its share is owed: nobody waits for it, but others wait longer. */
        public void resize(long bytes) {
            var wanted = Math.min(units(bytes), shares.mostOfOne());
            if (wanted < units) {
                shares.release(workspaceId, units - wanted);
            } else {
                shares.overdraw(workspaceId, wanted - units);
            }
            units = wanted;
        }

        @Override
        public void close() {
            shares.release(workspaceId, units);
            units = 0;
        }
    }
}
