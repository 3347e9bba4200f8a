package leadhub.automations.runs;

import leadhub.automations.KnownAutomations;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Lets one automation start another one. */
@Component
public class RunStarts {
    private final KnownAutomations known;
    // Asked for late, for what runs do is among the actions that runs are made of.
    private final ObjectProvider<Runs> runs;

    RunStarts(KnownAutomations known, ObjectProvider<Runs> runs) {
        this.known = known;
        this.runs = runs;
    }

    /**
     * Within the transaction of a step. One that may not run for the lead again is left alone.
     *
     * @param caller the automation that starts it, with its run
     */
    public void start(Caller caller, long automationId, long leadId) {
        var automation = known.find(caller.workspaceId(), automationId)
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("automation.not_found")).exception());
        var run = caller.actor().run();
        try {
            runs.getObject().started(caller, automation, leadId, "run:" + (run == null ? 0 : run.id()));
        } catch (ProblemException e) {
            if (!(e.problem() instanceof Problem.Conflict(var refusal))
                    || !refusal.key().equals("automation.re_entry")) {
                throw e;
            }
        }
    }
}
