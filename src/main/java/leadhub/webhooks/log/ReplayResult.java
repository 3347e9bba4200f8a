package leadhub.webhooks.log;

/**
 * How far a replay of many is.
 *
 * @param delivered how many have arrived
 * @param waiting how many are still to be sent, or to be tried again
 */
public record ReplayResult(ManyReplays replays, long delivered, long waiting) {
    /** Those that arrived neither and are tried no more. */
    public long undelivered() {
        return replays.replayed() - delivered - waiting;
    }

    /** Whether nothing more comes of it. */
    public boolean isOver() {
        return replays.finishedAt() != null && waiting == 0;
    }
}
