package leadhub.automations.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import org.junit.jupiter.api.Test;

/** Which failures of a step have it tried again, and which end its run. */
class TryStepsAgainTest {
    @Test
    void whoever_meets_others_for_too_long_comes_again() {
        assertThat(RunErrors.isPassing(new Problem.Conflict(Refusal.of("record.busy")).exception()))
                .isTrue();
        assertThat(RunErrors.isPassing(new Problem.Unavailable(Duration.ofSeconds(1)).exception()))
                .isTrue();
        assertThat(RunErrors.isPassing(new IllegalStateException("a fault of ours")))
                .isTrue();
    }

    @Test
    void what_is_refused_stays_refused() {
        assertThat(RunErrors.isPassing(new Problem.Conflict(Refusal.of("automation.inactive")).exception()))
                .isFalse();
        assertThat(RunErrors.isPassing(new Problem.NotFound(Refusal.of("lead.not_found")).exception()))
                .isFalse();
    }
}
