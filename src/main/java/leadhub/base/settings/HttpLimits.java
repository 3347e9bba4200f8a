package leadhub.base.settings;

/**
 * How much may come in at a time.
 *
 * @param connections in all
 * @param connectionsPerAddress of one address that is neither a trusted proxy nor this machine
 * @param bodyMemory for the bodies of requests and what is made of them; MiB
 */
public record HttpLimits(int connections, int connectionsPerAddress, int bodyMemory) {
    private static final int MOST_CONNECTIONS = 100_000;
    /** One body of 1 MiB with as many values as there may be. */
    private static final int LEAST_MEMORY = 16;

    /** Requests that have begun to come in and aren't answered yet. */
    public int openRequests() {
        return Math.max(16, connections / 8);
    }

    static HttpLimits read(GivenSettings given) {
        return new HttpLimits(
                given.number(Setting.MAX_CONNECTIONS, 64, MOST_CONNECTIONS),
                given.number(Setting.MAX_CONNECTIONS_PER_ADDRESS, 1, MOST_CONNECTIONS),
                given.number(Setting.BODY_MEMORY, LEAST_MEMORY, 4096));
    }
}
