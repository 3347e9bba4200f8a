package leadhub.leads;

import java.util.Objects;
import leadhub.base.Caller;
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
            return pipelines.stage(caller, stageId).orElseThrow(LeadPlaces::gone);
        }
        var current = before == null ? null : before.pipelineId();
        var pipelineId = change.of(LeadFields.PIPELINE_ID).over(current);
        if (before != null && !change.of(LeadFields.PIPELINE_STAGE_ID).isSet() && Objects.equals(pipelineId, current)) {
            return pipelines.stage(caller, before.stageId()).orElseThrow(LeadPlaces::gone);
        }
        return pipelines.entry(caller, pipelineId).orElseThrow(LeadPlaces::gone);
    }

    /** The status of a lead that gets to a stage. */
    static LeadStatus reached(Stage stage, LeadStatus otherwise) {
        if (stage.isWon()) {
            return LeadStatus.CONVERTED;
        }
        return stage.isLost() ? LeadStatus.LOST : otherwise;
    }

    static RuntimeException gone() {
        return new ConcurrencyFailureException("The stage went while a lead was on its way into it.");
    }
}
