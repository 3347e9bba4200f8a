package leadhub.scoring;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.jobs.JobQueue;
import leadhub.jobs.Jobs.Went;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Scores all leads of a workspace anew after something changed that scores follow from. It goes through them by id, some
 * in each transaction, and keeps how far it is beside what it wrote: a killed server's work goes on where it stopped,
 * and a newer change starts it over.
 */
@Service
public class Rescoring {
    static final String JOB = "rescore-leads";
    /** As many leads as nobody minds being held for a moment. */
    static final int BATCH = 1000;
    /** By then every process has heard of the change, so that none writes a score by the old rules after it. */
    private static final Duration DELAY = Duration.ofSeconds(2);

    private final RescoringSql sql;
    private final RuleSql rules;
    private final Scoring scoring;
    private final ScoredLeads leads;
    private final JobQueue jobs;
    private final Clock clock;

    Rescoring(RescoringSql sql, RuleSql rules, Scoring scoring, ScoredLeads leads, JobQueue jobs, Clock clock) {
        this.sql = sql;
        this.rules = rules;
        this.scoring = scoring;
        this.leads = leads;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Has all leads scored anew soon, if the caller's transaction commits. */
    void request(Caller caller) {
        var revision =
                sql.start(caller.workspaceId(), leads.count(caller), Json.write(caller.actor()), Times.now(clock));
        jobs.add(JOB, caller.workspaceId() + "-" + revision, DELAY);
    }

    /** The same, if a rule looks at one of the fields that the caller's transaction changed in many leads at once. */
    public void requestFor(Caller caller, Collection<String> fields) {
        if (scoring.looksAt(caller, fields)) {
            request(caller);
        }
    }

    /** How far it is; empty if it was never necessary. */
    public Optional<ScoringRun> progress(Caller caller) {
        return sql.find(caller.workspaceId());
    }

    /** Scores the next leads. */
    @Transactional
    public Went step(long workspaceId, long revision, int most) {
        var run = sql.find(workspaceId)
                .filter(found -> found.revision() == revision && !found.isFinished())
                .orElse(null);
        if (run == null) {
            return Went.OVER;
        }
        var next = leads.lockAfter(workspaceId, run.afterId(), most);
        var points = scoring.points(workspaceId, rules.active(workspaceId));
        var changed = new ArrayList<ScoredLeads.Rescored>();
        for (var lead : next) {
            var score = points.applyAsInt(lead.facts()) + lead.adjustment();
            if (score != lead.score()) {
                changed.add(new ScoredLeads.Rescored(lead.id(), lead.score(), score));
            }
        }
        var isLast = next.size() < most;
        var afterId = next.isEmpty() ? run.afterId() : next.getLast().id();
        var finishedAt = isLast ? Times.now(clock) : null;
        if (!sql.advance(workspaceId, run, afterId, next.size(), changed.size(), finishedAt)) {
            return Went.WAITING;
        }
        leads.write(workspaceId, run.actor(), changed);
        return isLast ? Went.OVER : Went.ON;
    }
}
