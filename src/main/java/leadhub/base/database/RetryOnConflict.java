package leadhub.base.database;

import java.util.function.Supplier;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
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
    private static final ThreadLocal<Long> COMMITS = ThreadLocal.withInitial(() -> 0L);

    private RetryOnConflict() {}

    /**
     * Runs the work until no other transaction interferes. Work that has committed a transaction is not begun again: it
     * would find a link used up or a name taken by itself.
     *
     * @param work opens its own transactions; what it did outside of them stays
     */
    public static <T> T run(Supplier<T> work) {
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var before = COMMITS.get();
            try {
                return work.get();
            } catch (ConcurrencyFailureException | DataIntegrityViolationException e) {
                if (!COMMITS.get().equals(before) || !isConflict(e, attempt)) {
                    throw e;
                }
            }
        }
        throw new Problem.Conflict(Refusal.of("record.busy")).exception();
    }

    private static boolean isConflict(DataAccessException e, int attempt) {
        return switch (e) {
            case ConcurrencyFailureException crossed -> true;
            // What is still taken at last was no conflict but a check that is missing.
            case DuplicateKeyException taken -> attempt < ATTEMPTS;
            case DataIntegrityViolationException violation -> Sql.isForeignKeyViolation(violation);
            default -> false;
        };
    }

    /** How many transactions the current thread has committed, to be compared with an earlier look. */
    public static long commits() {
        return COMMITS.get();
    }

    /** A transaction of the current thread was committed. */
    static void committed() {
        COMMITS.set(COMMITS.get() + 1);
    }
}
