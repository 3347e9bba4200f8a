package leadhub.scoring;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Times;
import leadhub.base.database.Signals;
import leadhub.jobs.Jobs.StepResult;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Recalculates the scores of all leads of a workspace. It goes through them by id, some
 * in each transaction, and keeps how far it is beside what it wrote: a killed server's work goes on where it stopped,
 * and a newer change starts it over.
 *
 * <p>Somebody may write a lead's score by the old rules all that time: whoever hasn't heard of the new ones yet, or had
 * begun before. So it waits until both are over, and then goes once more through what was written meanwhile.
 */
@Service
public class RescoringSteps {
    /** As many leads as can be locked for a moment without bothering anybody. */
    static final int BATCH = 1000;

    private final RescoringSql sql;
    private final Scoring scoring;
    private final ScoredLeads leads;
    private final Workspaces workspaces;
    private final Clock clock;

    RescoringSteps(RescoringSql sql, Scoring scoring, ScoredLeads leads, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.scoring = scoring;
        this.leads = leads;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** Recalculates the scores of the next leads. */
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
        var points = scoring.pointsOfToday(workspaceId);
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
