package leadhub.leads.folding;

import java.time.Clock;
import java.time.Duration;
import leadhub.base.Caller;
import leadhub.base.Folding;
import leadhub.base.Times;
import leadhub.events.LeadEvents;
import leadhub.events.NewLeadEvent;
import leadhub.jobs.JobQueue;
import leadhub.jobs.Jobs.StepResult;
import leadhub.leads.LeadTexts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Folds all leads of a workspace anew after the rules of {@link Folding} changed, a thousand in each transaction, with how
 * far it is beside them: a killed server's work goes on where it stopped. Until it is done, searches look for both
 * spellings.
 */
@Service
public class LeadRefolding {
    static final String JOB = "fold-leads";
    /** As many leads as nobody minds being held for a moment. */
    static final int BATCH = 1000;

    private final FoldingProgress progress;
    private final LeadTexts texts;
    private final LeadEvents events;
    private final JobQueue jobs;
    private final Clock clock;

    LeadRefolding(FoldingProgress progress, LeadTexts texts, LeadEvents events, JobQueue jobs, Clock clock) {
        this.progress = progress;
        this.texts = texts;
        this.events = events;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Has those workspaces done whose leads were folded by other rules. Called by each server when it starts. */
    @Transactional
    public void begin() {
        for (var workspaceId : progress.begin()) {
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
        var now = progress.of(workspaceId);
        var upTo = now.upTo();
        if (upTo == null || !rules.equals(now.rules())) {
            return StepResult.DONE;
        }
        if (!rules.equals(Folding.RULES)) {
            return StepResult.WAITING;
        }
        var ids = texts.renewAfter(workspaceId, upTo, BATCH);
        if (!ids.isEmpty()) {
            // Whoever counts matching leads counts anew.
            events.record(Caller.system(workspaceId, "Upgrade"), Times.now(clock), NewLeadEvent.seeded(null));
        }
        var isLast = ids.size() < BATCH;
        progress.advance(workspaceId, upTo, isLast ? null : ids.getLast());
        return isLast ? StepResult.DONE : StepResult.MORE;
    }
}
