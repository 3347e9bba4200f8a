package leadhub.automations;

import leadhub.automations.steps.Program;
import leadhub.base.Caller;

/** What automations need to know of their runs, which come later. Within the transaction of the verb. */
public interface AutomationRuns {
    /** There is a new version: waiting runs find their place in it. */
    void move(Caller caller, long automationId, Program before, Program after, int version);

    /** It was switched on or off, or is started by something else, and time has to do with it. */
    void schedule(Caller caller, long automationId);

    /** Waiting runs end. @param reason {@code automation_changed}, {@code automation_deleted} … */
    void stop(Caller caller, long automationId, String reason);
}
