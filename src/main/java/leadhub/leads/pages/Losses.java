package leadhub.leads.pages;

import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadStatus;
import leadhub.pipelines.LossRules;
import leadhub.pipelines.LostReasons;
import leadhub.pipelines.Pipelines;
import leadhub.pipelines.Stage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people are asked who lose leads. Programs and automations say it or don't, as they like. */
@Component
public class Losses {
    private final LostReasons reasons;
    private final Pipelines pipelines;

    Losses(LostReasons reasons, Pipelines pipelines) {
        this.reasons = reasons;
        this.pipelines = pipelines;
    }

    LossRules rules(Caller caller) {
        return reasons.rules(caller);
    }

    /** Whether a lead is lost by a change that wasn't before. */
    boolean loses(Caller caller, Lead lead, LeadChange change) {
        if (lead.status() == LeadStatus.LOST) {
            return false;
        }
        var status = change.of(LeadFields.STATUS);
        return isLoss(
                caller,
                status.over(null),
                change.of(LeadFields.PIPELINE_STAGE_ID).over(null),
                status.isSet());
    }

    /** Refuses a change by which a lead is lost without a reason, where the workspace wants one. */
    void require(Caller caller, Lead lead, LeadChange change) {
        if (reasons.rules(caller).insists()
                && change.of(LeadFields.LOST_REASON).over(lead.lostReason()) == null
                && loses(caller, lead, change)) {
            throw required();
        }
    }

    /** The same of many leads, which go to a stage or are given a status. */
    public void require(Caller caller, @Nullable String status, @Nullable Long stageId, @Nullable String reason) {
        var word = Optional.ofNullable(status).flatMap(LeadStatus::of).orElse(null);
        if (reason == null && reasons.rules(caller).insists() && isLoss(caller, word, stageId, word != null)) {
            throw required();
        }
    }

    private boolean isLoss(Caller caller, @Nullable LeadStatus status, @Nullable Long stageId, boolean isStatusSaid) {
        if (isStatusSaid) {
            return status == LeadStatus.LOST;
        }
        return stageId != null
                && pipelines.all(caller).stage(stageId).filter(Stage::isLost).isPresent();
    }

    private static ProblemException required() {
        return Problem.invalid(LeadFields.LOST_REASON.name(), Refusal.of("lead.lost_reason_required"))
                .exception();
    }
}
