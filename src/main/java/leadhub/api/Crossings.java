package leadhub.api;

import java.util.function.Supplier;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Sql;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Does a request again that another one crossed: two waited for each other, or one removed what the other was about to
 * refer to. Its transaction was rolled back, so it starts over and sees what has become of things. Tried five times.
 */
final class Crossings {
    private static final int ATTEMPTS = 5;

    private Crossings() {}

    static Answer mend(Supplier<Answer> request) {
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return request.get();
            } catch (ConcurrencyFailureException e) {
                // Once more.
            } catch (DataIntegrityViolationException e) {
                if (!Sql.isForeignKeyViolation(e)) {
                    throw e;
                }
            }
        }
        throw new Problem.Conflict(Refusal.of("record.busy")).exception();
    }
}
