package leadhub.api;

import java.time.Duration;
import java.util.HashMap;
import java.util.function.Supplier;
import leadhub.api.limits.RateLimits;
import leadhub.base.Problem;
import org.springframework.stereotype.Component;

/** Counts a call that does the work of several against the limit of its key: all of them or, where fewer are left, none. */
@Component
public class CallCosts {
    private final RateLimits limits;

    CallCosts(RateLimits limits) {
        this.limits = limits;
    }

    /**
     * Does the work of so many calls, of which one is counted already. Where it is refused, that one is all that it costs.
     *
     * @throws leadhub.base.ProblemException 429 if fewer are left; nothing is done then
     */
    public Answer charged(Exchange exchange, int calls, Supplier<Answer> work) {
        var key = exchange.key();
        var subject = "key:" + key.keyId();
        var verdict = limits.takeMore(subject, key.hourlyLimit(), calls - 1);
        if (!verdict.allowed()) {
            throw new Problem.RateLimited(Duration.ofSeconds(verdict.secondsLeft())).exception();
        }
        try {
            var answer = work.get();
            var headers = new HashMap<>(answer.headers());
            headers.putAll(Admission.headers(verdict));
            return answer.with(headers, answer.body());
        } catch (RuntimeException e) {
            limits.takeBack(subject, key.hourlyLimit(), calls - 1);
            throw e;
        }
    }
}
