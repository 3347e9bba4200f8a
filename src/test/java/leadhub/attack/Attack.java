package leadhub.attack;

import java.util.List;

/**
 * One way to hurt a server, and what is promised nevertheless. Each runs against a server of its own, which has nothing
 * in it, so that it may kill it. A new one is a class here and a line in {@link AttackCommand}.
 */
interface Attack {
    /** A few words with hyphens, by which it is selected. */
    String name();

    /** A sentence that says what comes in, and what holds nevertheless. */
    String promise();

    /** Options of {@code bin/leadhub serve} beside ports and folder. */
    default List<String> settings() {
        return List.of();
    }

    /** Options of Java that win over those of {@code bin/leadhub}. */
    default List<String> javaOptions() {
        return List.of();
    }

    /**
     * Attacks. Other servers, with other settings, may be started by {@link Target#start}.
     *
     * @throws Exception counts as a broken promise
     */
    Outcome run(Target target) throws Exception;

    /**
     * What came of it.
     *
     * @param kept whether the promise held
     * @param figures what was measured, for people
     */
    record Outcome(boolean kept, String figures) {}
}
