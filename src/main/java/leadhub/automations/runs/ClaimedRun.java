package leadhub.automations.runs;

/**
 * A run that this process has for a time, to take it further.
 *
 * @param turn by which it is known whether somebody else took it further meanwhile
 */
record ClaimedRun(long id, long automationId, int version, long leadId, int turn) {
    ClaimedRun at(int later) {
        return new ClaimedRun(id, automationId, version, leadId, later);
    }
}
