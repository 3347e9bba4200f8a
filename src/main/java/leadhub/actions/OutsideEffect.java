package leadhub.actions;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of an attempt at something outside. */
public sealed interface OutsideEffect {
    /**
     * It is done.
     *
     * @param outcome what people are shown of it, without a secret: {@code {"status": 204}}
     */
    record Done(Map<String, Object> outcome) implements OutsideEffect {}

    /**
     * There was nothing to do, for a reason that isn't an error: somebody who doesn't want e-mails.
     *
     * @param reason one word: {@code suppressed}
     */
    record Skipped(String reason) implements OutsideEffect {}

    /**
     * It isn't done.
     *
     * @param error one word: {@code deadline}, {@code status_500}
     * @param isFinal whether another attempt is of no use
     * @param notBefore when whoever is outside wants the next one; null if they don't say
     */
    record Failed(String error, boolean isFinal, @Nullable Instant notBefore) implements OutsideEffect {}
}
