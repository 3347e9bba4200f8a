package leadhub.base;

import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

/**
 * Runs work again whose transaction was rolled back because of another one: a deadlock, a failed serialization, a record
 * that was removed while the work was about to refer to it, or one that was made while the work was about to make the
 * same. It starts over and sees what has become of things. Five attempts, without a pause, for whoever won has committed
 * by then.
 */
public final class RetryOnConflict {
    private static final int ATTEMPTS = 5;

    private RetryOnConflict() {}

    /**
     * Runs the work until no other transaction interferes.
     *
     * @param work opens its own transaction, or several that may each be repeated; what it did outside of them stays
     */
    public static <T> T run(Supplier<T> work) {
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return work.get();
            } catch (ConcurrencyFailureException e) {
                // Once more.
            } catch (DuplicateKeyException e) {
                // Once more; what is still taken then was no conflict but a check that is missing.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (DataIntegrityViolationException e) {
                if (!Sql.isForeignKeyViolation(e)) {
                    throw e;
                }
            }
        }
        throw new Problem.Conflict(Refusal.of("record.busy")).exception();
    }
}
