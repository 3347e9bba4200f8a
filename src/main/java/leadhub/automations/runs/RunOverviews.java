package leadhub.automations.runs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import leadhub.base.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the panel shows of many runs at once. Counts end at {@link #MOST_COUNTED}, so that none takes long. */
@Component
public class RunOverviews {
    public static final int MOST_COUNTED = 1_000;

    private final RunOverviewSql sql;

    RunOverviews(RunOverviewSql sql) {
        this.sql = sql;
    }

    /** How many runs of an automation began today, wait, and have failed. */
    public record Counts(long today, long waiting, long failed) {
        public static final Counts NONE = new Counts(0, 0, 0);
    }

    /**
     * What became of a step.
     *
     * @param waiting how many runs wait there
     * @param done how many of the latest runs took it
     * @param failed how many runs failed there
     */
    public record StepCounts(long waiting, long done, long failed) {
        public static final StepCounts NONE = new StepCounts(0, 0, 0);
    }

    /** An automation with runs that failed, and how many of them. */
    public record Failing(long id, String name, long runs) {}

    /** Those with runs that began since and failed. */
    public List<Failing> failing(Caller caller, Instant since) {
        return sql.failing(caller.workspaceId(), since, MOST_COUNTED);
    }

    /** Of each automation. */
    public Map<Long, Counts> counts(Caller caller, Instant today) {
        return sql.counts(caller.workspaceId(), today, MOST_COUNTED + 1);
    }

    /** Of each step that anything came of, by its id. */
    public Map<String, StepCounts> steps(Caller caller, long automationId) {
        return sql.steps(caller.workspaceId(), automationId, MOST_COUNTED);
    }

    /** An automation's runs, newest first. @param before the id of the last one that was shown; null for the first page */
    public List<RunLine> list(Caller caller, long automationId, RunFilter filter, @Nullable Long before, int most) {
        return sql.list(caller.workspaceId(), automationId, filter, before, most);
    }

    /** A lead's runs, newest first. */
    public List<Run> ofLead(Caller caller, long leadId, int most) {
        return sql.ofLead(caller.workspaceId(), leadId, most);
    }
}
