package leadhub.actions;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;

/**
 * An action whose effect is outside the database, such as an e-mail: it is done in no transaction, at least once, and always
 * under the same id. Whoever runs it writes down before that it begins, and afterwards what came of it.
 */
public interface OutsideActionKind extends ActionKind {
    /** After an attempt that may succeed later; there is one attempt more than pauses. */
    default List<Duration> pauses() {
        return List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2));
    }

    /**
     * Does it, and waits for whoever is outside.
     *
     * @param caller the workspace, {@code caller.actor()} the automation with its run
     * @param id the same at each attempt, and of nothing else
     */
    OutsideEffect perform(Caller caller, long leadId, ActionConfig config, String id);

    /**
     * What it would come to, as far as that can be told without anybody outside and without doing anything; for dry runs.
     *
     * @return empty if it would be attempted
     */
    default Optional<OutsideEffect> foreseen(Caller caller, long leadId, ActionConfig config) {
        return Optional.empty();
    }

    /** Nobody tries it again by themselves: within the transaction that writes that down, which holds the lead. */
    default void givenUp(Caller caller, long leadId, ActionConfig config, String id) {}

    /** It needs more than a transaction. */
    @Override
    default void apply(Caller caller, long leadId, ActionConfig config) {
        throw new UnsupportedOperationException(key() + " isn't done in a transaction.");
    }
}
