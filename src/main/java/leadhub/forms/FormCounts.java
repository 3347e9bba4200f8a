package leadhub.forms;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Adds up what is done with forms. Whoever adds holds a row until their transaction ends, so there are several for each form: those who
 * come at the same time take different ones.
 */
@Component
public class FormCounts {
    private static final int SLOTS = 16;

    private final FormCountSql sql;
    /** Other processes begin elsewhere. */
    private final int first = ThreadLocalRandom.current().nextInt(SLOTS);

    /** A bit for each slot. */
    private final AtomicInteger taken = new AtomicInteger();

    FormCounts(FormCountSql sql) {
        this.sql = sql;
    }

    /**
     * How much of each is added.
     *
     * @param submissions accepted and pending ones
     * @param lastAt when something was sent that isn't suspected of being spam; null for nothing
     */
    public record Added(
            int views,
            int starts,
            int submissions,
            int pending,
            int spam,
            @Nullable Instant lastAt) {}

    /** Which row the current transaction adds to: one that no other of this process has. */
    public int slot() {
        var mine = (Integer) TransactionSynchronizationManager.getResource(this);
        if (mine != null) {
            return mine;
        }
        var slot = take();
        TransactionSynchronizationManager.bindResource(this, slot);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void suspend() {
                TransactionSynchronizationManager.unbindResource(FormCounts.this);
            }

            @Override
            public void resume() {
                TransactionSynchronizationManager.bindResource(FormCounts.this, slot);
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(FormCounts.this);
                taken.getAndUpdate(all -> all & ~(1 << slot));
            }
        });
        return slot;
    }

    /** The first that is free, from where this process begins; the last one is for all who find none. */
    private int take() {
        while (true) {
            var now = taken.get();
            var place = 0;
            while (place < SLOTS - 1 && (now & 1 << (first + place) % SLOTS) != 0) {
                place++;
            }
            var slot = (first + place) % SLOTS;
            if (taken.compareAndSet(now, now | 1 << slot)) {
                return slot;
            }
        }
    }

    /** Adds, with the next statement of the transaction that there has to be. Of several forms, that with the lowest id first. */
    public void add(long workspaceId, long formId, Added added) {
        sql.add(workspaceId, formId, slot(), added);
    }
}
