package leadhub.users;

/** Who gets the leads of a removed user. */
public sealed interface HandOver {
    record Nobody() implements HandOver {}

    /** All active agents in turn. */
    record RoundRobin() implements HandOver {}

    record To(long userId) implements HandOver {}
}
