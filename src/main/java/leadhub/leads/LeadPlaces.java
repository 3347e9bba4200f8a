package leadhub.leads;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.database.AskedOnce;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadStatus;
import leadhub.pipelines.Pipelines;
import leadhub.pipelines.Stage;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** The rules of where in a pipeline a lead is, and what status that brings. */
@Component
class LeadPlaces {
    private final Pipelines pipelines;
    /** A transaction may make thousands of leads; a stage that goes meanwhile is noticed by the foreign key. */
    private final AskedOnce<Asked, Optional<Stage>> asked = new AskedOnce<>();

    LeadPlaces(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    /**
     * Where a lead goes. A stage brings its pipeline along; a pipeline alone means its first stage, unless the lead is
     * in it already; neither means the first stage of the default pipeline.
     */
    Stage of(Caller caller, @Nullable Lead before, LeadChange change) {
        var stageId = change.of(LeadFields.PIPELINE_STAGE_ID).over(null);
        if (stageId != null) {
            return stage(caller, stageId);
        }
        var current = before == null ? null : before.pipelineId();
        var pipelineId = change.of(LeadFields.PIPELINE_ID).over(current);
        if (before != null && !change.of(LeadFields.PIPELINE_STAGE_ID).isSet() && Objects.equals(pipelineId, current)) {
            return stage(caller, before.stageId());
        }
        return asked.get(new Asked(caller.workspaceId(), pipelineId, null), () -> pipelines.entry(caller, pipelineId))
                .orElseThrow(LeadPlaces::gone);
    }

    private Stage stage(Caller caller, long id) {
        return asked.get(new Asked(caller.workspaceId(), null, id), () -> pipelines.stage(caller, id))
                .orElseThrow(LeadPlaces::gone);
    }

    /** A stage, or the first one of a pipeline, or of the default pipeline if both are null. */
    private record Asked(
            long workspaceId,
            @Nullable Long pipelineId,
            @Nullable Long stageId) {}

    /** The status of a lead that gets to a stage. */
    static LeadStatus reached(Stage stage, LeadStatus otherwise) {
        if (stage.isWon()) {
            return LeadStatus.CONVERTED;
        }
        return stage.isLost() ? LeadStatus.LOST : otherwise;
    }

    /** A lead that gets to a status: whether and when it is over, and that nothing says why it was lost if it isn't any more. */
    static Lead.Builder inStatus(Lead before, Lead.Builder after, LeadStatus status, Instant now) {
        if (before.status() == LeadStatus.LOST && status != LeadStatus.LOST) {
            after.set(LeadFields.LOST_REASON, null);
        }
        if (status != before.status()) {
            after.set(LeadFields.CLOSED_AT, status.isOutcome() ? now : null);
        }
        return after.set(LeadFields.STATUS, status);
    }

    static RuntimeException gone() {
        return new ConcurrencyFailureException("The stage went while a lead was on its way into it.");
    }
}
