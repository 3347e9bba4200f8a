package leadhub.automations.runs;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import leadhub.automations.KnownAutomations.Known;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Times;
import leadhub.events.FieldChange;
import leadhub.leads.Leads;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Shows what a run would do: it is done in a transaction of its own, which is rolled back. */
@Component
public class DryRuns {
    private static final int MOST_STEPS = 1_000;

    private final WalkTools tools;
    private final Workspaces workspaces;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DryRuns(WalkTools tools, Workspaces workspaces, PlatformTransactionManager transactions, Clock clock) {
        this.tools = tools;
        this.workspaces = workspaces;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** What came of it. @param reason null unless it would end early */
    public record Outcome(
            RunStatus status,
            @org.jspecify.annotations.Nullable String reason,
            List<RunStep> steps) {}

    /** Nothing waits, and nothing outside is done. */
    public Outcome run(Caller caller, Known known, long leadId) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        return run(caller, known, leadId, Map.of());
    }

    /** @param changes what starts it */
    public Outcome run(Caller caller, Known known, long leadId, Map<String, FieldChange> changes) {
        var workspace = workspaces.get(caller);
        var automation = known.automation();
        var depth = caller.actor().causedBy().depth() + 1;
        var actor = new Actor(Actor.Kind.AUTOMATION, automation.id(), automation.name(), new Actor.Run(0, depth));
        var scene = new Walk.Scene(workspace.caller(actor), known.definition(), automation.exitWhen(), false);
        var run = new Progress(0, leadId, depth, RunStatus.RUNNING, changes, Map.of(), 0);
        var walk = new Walk[1];
        try {
            transaction.executeWithoutResult(status -> {
                status.setRollbackOnly();
                var lead = tools.leads().hold(scene.caller(), leadId).orElseThrow(Leads::unknown);
                walk[0] = new Walk(tools, scene, run, lead, Times.now(clock), true);
                walk[0].go(MOST_STEPS);
            });
        } catch (RuntimeException e) {
            if (walk[0] == null || RunErrors.isPassing(e)) {
                throw e;
            }
            walk[0].failed(RunErrors.text(e));
        }
        var reason = run.reason;
        return new Outcome(run.status, reason == null ? null : reason.word(), List.copyOf(walk[0].rows()));
    }
}
