package leadhub.web;

import leadhub.base.Problem;
import leadhub.base.database.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Distinguishes unexpected errors from an unavailable database, and logs the former. */
public final class Faults {
    private static final Logger log = LoggerFactory.getLogger(Faults.class);

    private Faults() {}

    /** The answer to a failed request. */
    public static Problem problem(String requestId, RuntimeException fault) {
        return Outage.problem(requestId, fault).orElseGet(() -> {
            log.error("Request {} failed", requestId, fault);
            return new Problem.ServerError(requestId);
        });
    }
}
