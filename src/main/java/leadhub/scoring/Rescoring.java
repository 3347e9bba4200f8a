package leadhub.scoring;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.base.database.Signals;
import leadhub.jobs.JobQueue;
import leadhub.jobs.Jobs.StepResult;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Scores all leads of a workspace anew after something changed that scores follow from. It goes through them by id, some
 * in each transaction, and keeps how far it is beside what it wrote: a killed server's work goes on where it stopped,
 * and a newer change starts it over.
 *
 * <p>Somebody may write a lead's score by the old rules all that time: whoever hasn't heard of the new ones yet, or had
 * begun before. So it waits until both are over, and then goes once more through what was written meanwhile.
 */
@Service
public class Rescoring {
    static final String JOB = "rescore-leads";
    /** As many leads as nobody minds being held for a moment. */
    static final int BATCH = 1000;
    /** By then nearly every process has heard of the change, so that little is left to look at again. */
    private static final Duration DELAY = Duration.ofSeconds(2);

    private final RescoringSql sql;
    private final RuleSql rules;
    private final Scoring scoring;
    private final ScoredLeads leads;
    private final Workspaces workspaces;
    private final JobQueue jobs;
    private final Clock clock;

    // Seven, for it reads, scores, writes in somebody's name and goes on later.
    Rescoring(
            RescoringSql sql,
            RuleSql rules,
            Scoring scoring,
            ScoredLeads leads,
            Workspaces workspaces,
            JobQueue jobs,
            Clock clock) {
        this.workspaces = workspaces;
        this.sql = sql;
        this.rules = rules;
        this.scoring = scoring;
        this.leads = leads;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Has all leads scored anew soon, if the caller's transaction commits. */
    void request(Caller caller) {
        var revision = sql.start(caller.workspaceId(), leads.count(caller), caller.actor(), Times.now(clock));
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
    public StepResult step(long workspaceId, long revision, int most) {
        var run = sql.find(workspaceId)
                .filter(found -> found.revision() == revision)
                .orElse(null);
        return run == null
                ? StepResult.DONE
                : switch (run.phase()) {
                    case PASSING -> score(workspaceId, run, leads.lockAfter(workspaceId, run.afterId(), most), most);
                    case HEARING -> settle(workspaceId, run);
                    case SETTLING -> StepResult.WAITING;
                    case LOOKING_AGAIN ->
                        score(
                                workspaceId,
                                run,
                                leads.lockWrittenSince(workspaceId, run.writtenSince(), run.afterId(), most),
                                most);
                    case FINISHED -> StepResult.DONE;
                };
    }

    private StepResult settle(long workspaceId, ScoringRun run) {
        var passedAt = run.passedAt();
        if (passedAt == null || Times.now(clock).isBefore(passedAt.plus(Signals.LATEST))) {
            return StepResult.WAITING;
        }
        sql.settle(workspaceId, run.revision());
        return StepResult.MORE;
    }

    private StepResult score(long workspaceId, ScoringRun run, List<ScoredLeads.Scored> next, int most) {
        var points = scoring.points(workspaceId, rules.active(workspaceId));
        var changed = new ArrayList<ScoredLeads.Rescored>();
        for (var lead : next) {
            var score = points.applyAsInt(lead.facts()) + lead.adjustment();
            if (score != lead.score()) {
                changed.add(new ScoredLeads.Rescored(lead, score));
            }
        }
        var isLast = next.size() < most;
        var toId = next.isEmpty() ? run.afterId() : next.getLast().id();
        var passed = run.passed(toId, next.size(), changed.size());
        var to = isLast ? passed.end(Times.now(clock)) : passed;
        if (!sql.advance(workspaceId, run, to)) {
            return StepResult.WAITING;
        }
        leads.write(workspaces.caller(workspaceId, run.actor()), changed);
        return to.isFinished() ? StepResult.DONE : StepResult.MORE;
    }
}
