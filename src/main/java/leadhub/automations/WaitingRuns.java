package leadhub.automations;

/** What becomes of runs that wait while their automation is changed. */
public enum WaitingRuns {
    /** They go on as they began. */
    KEEP,
    /** They go on in the new version, at their step or the next that is left. */
    MOVE,
    STOP
}
