package leadhub.web;

import leadhub.base.Problem;
import leadhub.base.database.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what nobody foresaw from a database that is away, and keeps the first in the log. */
public final class Faults {
    private static final Logger log = LoggerFactory.getLogger(Faults.class);

    private Faults() {}

    /** What a request is answered on which something went wrong. */
    public static Problem problem(String requestId, RuntimeException fault) {
        return Outage.problem(requestId, fault).orElseGet(() -> {
            log.error("Request {} failed", requestId, fault);
            return new Problem.ServerError(requestId);
        });
    }
}
