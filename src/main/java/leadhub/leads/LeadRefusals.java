package leadhub.leads;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.fields.Fields;
import leadhub.leads.record.CustomFields;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.pipelines.Pipelines;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what speaks against a change of a lead: other records that it refers to and can't, and wrong custom fields. */
@Component
class LeadRefusals {
    private static final List<Refusal> UNKNOWN = List.of(Refusal.of("in"));

    private final Pipelines pipelines;
    private final Users users;
    private final Fields fields;
    private final SamePersonSql same;

    LeadRefusals(Pipelines pipelines, Users users, Fields fields, SamePersonSql same) {
        this.pipelines = pipelines;
        this.users = users;
        this.fields = fields;
        this.same = same;
    }

    /** A change with its custom fields as they are to be kept, and what is wrong with it in the API's names. */
    record Checked(LeadChange change, Map<String, List<Refusal>> errors) {

        /** The change, if nothing speaks against it. */
        LeadChange orRefuse() {
            if (!errors.isEmpty()) {
                throw new Problem.Invalid(errors).exception();
            }
            return change;
        }
    }

    Checked check(Caller caller, @Nullable Lead before, LeadChange change) {
        var checked = checkAlone(caller, before, change);
        var externalId = change.of(LeadFields.EXTERNAL_ID).over(null);
        if (externalId == null || !isTaken(caller, before, externalId)) {
            return checked;
        }
        var errors = new LinkedHashMap<>(checked.errors());
        errors.put("external_id", List.of(Refusal.of("taken")));
        return new Checked(checked.change(), errors);
    }

    /** The same but for whether another lead has its external id; asks the database nothing. */
    Checked checkAlone(Caller caller, @Nullable Lead before, LeadChange change) {
        var errors = new LinkedHashMap<String, List<Refusal>>();
        var pipelineId = change.of(LeadFields.PIPELINE_ID).over(null);
        if (pipelineId != null && !pipelines.exists(caller, pipelineId)) {
            errors.put("pipeline_id", UNKNOWN);
        }
        var stageId = change.of(LeadFields.PIPELINE_STAGE_ID).over(null);
        if (stageId != null && !fits(caller, stageId, pipelineId)) {
            errors.put("pipeline_stage_id", UNKNOWN);
        }
        var userId = change.of(LeadFields.ASSIGNED_USER_ID).over(null);
        var isAnew = before == null || !Objects.equals(before.assignedUserId(), userId);
        if (userId != null && isAnew && !users.exists(caller, userId)) {
            errors.put("assigned_user_id", UNKNOWN);
        }
        var checked = withFields(caller, change, errors);
        var known = before == null ? "{}" : before.customFields();
        if (CustomFields.merge(known, checked.customFields()).isEmpty()) {
            errors.put("custom_fields", List.of(Refusal.of("max.kilobytes").with("max", 64)));
        }
        return new Checked(checked, errors);
    }

    private LeadChange withFields(Caller caller, LeadChange change, Map<String, List<Refusal>> errors) {
        var sent = change.customFields().over(null);
        if (sent == null) {
            return change;
        }
        var checked = fields.check(caller, sent);
        errors.putAll(checked.errors());
        return change.withCustomFields(checked.values());
    }

    private boolean isTaken(Caller caller, @Nullable Lead before, String externalId) {
        return (before == null || !externalId.equals(before.externalId()))
                && same.findByExternalId(caller.workspaceId(), externalId)
                        .filter(id -> before == null || id != before.id())
                        .isPresent();
    }

    private boolean fits(Caller caller, long stageId, @Nullable Long pipelineId) {
        return pipelines
                .stage(caller, stageId)
                .filter(stage -> pipelineId == null || stage.pipelineId() == pipelineId)
                .isPresent();
    }
}
