package leadhub.api;

import java.time.Duration;
import java.util.HashMap;
import java.util.function.Function;
import leadhub.api.limits.RateLimits;
import leadhub.base.Problem;
import org.springframework.stereotype.Component;

/** Counts a call that does the work of several against the limit of its key: all of them or, where fewer are left, none. */
@Component
class CallCosts {
    private final RateLimits limits;

    CallCosts(RateLimits limits) {
        this.limits = limits;
    }

    /**
     * Answers a call that counts as so many, of which one is counted already. That one is all that a refused call costs, and one
     * that is answered without the work. Called outside of a transaction, for the count has one of its own: within the work's,
     * it would hold other calls of the key up, and be undone with the work.
     *
     * @param work runs what it is given before it begins, which throws 429 if too few calls are left
     */
    Answer charged(Exchange exchange, int calls, Function<Runnable, Answer> work) {
        if (calls <= 1) {
            return work.apply(() -> {});
        }
        var key = exchange.key();
        var subject = "key:" + key.keyId();
        var verdict = limits.takeMore(subject, key.hourlyLimit(), calls - 1);
        var charge = new Charge(verdict);
        var isDue = false;
        try {
            var answer = work.apply(charge);
            isDue = charge.hasBegun && answer.status() < 300;
            return isDue ? withHeaders(answer, verdict) : answer;
        } finally {
            if (verdict.allowed() && !isDue) {
                limits.takeBack(subject, key.hourlyLimit(), calls - 1);
            }
        }
    }

    private static Answer withHeaders(Answer answer, RateLimits.Verdict verdict) {
        var headers = new HashMap<>(answer.headers());
        headers.putAll(Admission.headers(verdict));
        return answer.with(headers, answer.body());
    }

    /** Says no only when the work begins, so that an answer that was given before is given again however few calls are left. */
    private static final class Charge implements Runnable {
        private final RateLimits.Verdict verdict;
        private boolean hasBegun;

        Charge(RateLimits.Verdict verdict) {
            this.verdict = verdict;
        }

        @Override
        public void run() {
            if (!verdict.allowed()) {
                throw new Problem.RateLimited(Duration.ofSeconds(verdict.secondsLeft())).exception();
            }
            hasBegun = true;
        }
    }
}
