package leadhub.leads;

import java.time.Clock;
import java.time.Duration;
import leadhub.base.Caller;
import leadhub.base.Folding;
import leadhub.base.Times;
import leadhub.base.database.Remembered;
import leadhub.base.database.Signals;
import leadhub.events.LeadEvents;
import leadhub.events.NewLeadEvent;
import leadhub.jobs.JobQueue;
import leadhub.jobs.Jobs.StepResult;
import leadhub.workspaces.NewWorkspaceListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Folds all leads of a workspace anew after the rules of {@link Folding} changed, a thousand in each transaction, with how
 * far it is beside them: a killed server's work goes on where it stopped. Until it is done, searches look for both
 * spellings.
 */
@Service
public class LeadRefolding implements NewWorkspaceListener {
    static final String JOB = "fold-leads";
    /** As many leads as nobody minds being held for a moment. */
    static final int BATCH = 1000;

    private final LeadTextSql sql;
    private final LeadTexts texts;
    private final LeadScoreSql leads;
    private final LeadEvents events;
    private final JobQueue jobs;
    private final Clock clock;
    private final Remembered<Boolean> pending;

    @SuppressWarnings("TooManyParameters") // it reads, writes, tells and goes on later
    LeadRefolding(
            LeadTextSql sql,
            LeadTexts texts,
            LeadScoreSql leads,
            LeadEvents events,
            JobQueue jobs,
            Signals signals,
            Clock clock) {
        this.sql = sql;
        this.texts = texts;
        this.leads = leads;
        this.events = events;
        this.jobs = jobs;
        this.clock = clock;
        this.pending = new Remembered<>(
                signals,
                "folded-leads",
                workspaceId -> !sql.progress(workspaceId).isDone());
    }

    /** Whether leads may still be folded by other rules; costs no statement. */
    public boolean isPending(long workspaceId) {
        return pending.get(workspaceId);
    }

    @Override
    public void created(Caller caller) {
        sql.done(caller.workspaceId());
    }

    /** Has those workspaces done whose leads were folded by other rules. Called by each server when it starts. */
    @Transactional
    public void begin() {
        for (var workspaceId : sql.begin()) {
            jobs.add(JOB, workspaceId + "/" + Folding.RULES, Duration.ZERO);
        }
    }

    /**
     * Folds the next leads.
     *
     * @param rules those that the job was made for: a server that knows others leaves it to those that know them
     */
    @Transactional
    public StepResult step(long workspaceId, String rules) {
        var progress = sql.progress(workspaceId);
        var upTo = progress.upTo();
        if (upTo == null || !rules.equals(progress.rules())) {
            return StepResult.DONE;
        }
        if (!rules.equals(Folding.RULES)) {
            return StepResult.WAITING;
        }
        var ids = leads.lockAfter(workspaceId, upTo, BATCH);
        if (!ids.isEmpty()) {
            texts.renew(workspaceId, leads.read(workspaceId, ids));
            // Whoever counts matching leads counts anew.
            events.record(Caller.system(workspaceId, "Upgrade"), Times.now(clock), NewLeadEvent.seeded(null));
        }
        var isLast = ids.size() < BATCH;
        if (!sql.advance(workspaceId, upTo, isLast ? null : ids.getLast())) {
            throw new IllegalStateException("Another process folds the leads of workspace " + workspaceId + ".");
        }
        pending.changed(workspaceId);
        return isLast ? StepResult.DONE : StepResult.MORE;
    }
}
