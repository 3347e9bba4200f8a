package leadhub.scoring;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.jobs.JobQueue;
import org.springframework.stereotype.Service;

/** Has all leads of a workspace scored anew after something changed that scores follow from ({@link RescoringSteps}). */
@Service
public class Rescoring {
    static final String JOB = "rescore-leads";
    /** By then nearly every process has heard of the change, so that little is left to look at again. */
    private static final Duration DELAY = Duration.ofSeconds(2);

    private final RescoringSql sql;
    private final Scoring scoring;
    private final ScoredLeads leads;
    private final JobQueue jobs;
    private final Clock clock;

    Rescoring(RescoringSql sql, Scoring scoring, ScoredLeads leads, JobQueue jobs, Clock clock) {
        this.sql = sql;
        this.scoring = scoring;
        this.leads = leads;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Schedules a recalculation of all scores, if the caller's transaction commits. */
    void request(Caller caller) {
        var revision = sql.start(caller.workspaceId(), leads.count(caller), caller.actor(), Times.now(clock));
        jobs.add(JOB, caller.workspaceId() + "-" + revision, DELAY);
    }

    /**
     * The caller's transaction changes the rules.
     *
     * @param scoresToo whether the change affects scores
     */
    void rulesChanged(Caller caller, boolean scoresToo) {
        scoring.changed(caller);
        if (scoresToo) {
            request(caller);
        }
    }

    /** Has them scored anew, if a rule looks at one of the fields that the caller's transaction changed in many leads at once. */
    public void requestFor(Caller caller, Collection<String> fields) {
        if (scoring.looksAt(caller, fields)) {
            request(caller);
        }
    }

    /** Its progress; empty if there was none. */
    public Optional<ScoringRun> progress(Caller caller) {
        return sql.find(caller.workspaceId());
    }
}
