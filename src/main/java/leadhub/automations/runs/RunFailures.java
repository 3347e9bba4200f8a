package leadhub.automations.runs;

/** Told, in the transaction in which a run fails, so that somebody hears of it. */
public interface RunFailures {
    void failed(long workspaceId, long automationId);
}
