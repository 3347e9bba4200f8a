package leadhub.leads;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.pipelines.Pipelines;
import leadhub.pipelines.Stage;
import leadhub.tags.Tags;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The rules of what a lead becomes by a change: its place in a pipeline, its status, its tags and fields. */
@Component
class LeadDraft {
    private final Pipelines pipelines;
    private final Users users;
    private final Tags tags;

    LeadDraft(Pipelines pipelines, Users users, Tags tags) {
        this.pipelines = pipelines;
        this.users = users;
        this.tags = tags;
    }

    /** What other records a change refers to and can't. */
    Map<String, List<String>> refusals(Caller caller, @Nullable Lead before, LeadChange change) {
        var errors = new LinkedHashMap<String, List<String>>();
        var pipelineId = change.pipelineId().over(null);
        if (pipelineId != null && !pipelines.exists(caller, pipelineId)) {
            errors.put("pipeline_id", invalid("pipeline id"));
        }
        var stageId = change.stageId().over(null);
        if (stageId != null && !fits(caller, stageId, pipelineId)) {
            errors.put("pipeline_stage_id", invalid("pipeline stage id"));
        }
        var userId = change.assignedUserId().over(null);
        var isAnew = before == null || !Objects.equals(before.assignedUserId(), userId);
        if (userId != null && isAnew && !users.exists(caller, userId)) {
            errors.put("assigned_user_id", invalid("assigned user id"));
        }
        var fields = before == null ? "{}" : before.customFields();
        if (CustomFields.merge(fields, change.customFields()).isEmpty()) {
            errors.put("custom_fields", List.of("The custom fields field must not be greater than 64 kilobytes."));
        }
        return errors;
    }

    private boolean fits(Caller caller, long stageId, @Nullable Long pipelineId) {
        return pipelines
                .stage(caller, stageId)
                .filter(stage -> pipelineId == null || stage.pipelineId() == pipelineId)
                .isPresent();
    }

    /** The lead to be written for a new one; its id comes later. */
    Lead create(Caller caller, NewLead wanted, Instant now) {
        var facts = wanted.facts();
        refuse(refusals(caller, null, facts));
        var stage = stage(caller, null, facts);
        var status = facts.status().isSet()
                ? Objects.requireNonNullElse(facts.status().over(null), LeadStatus.NEW)
                : reached(stage, LeadStatus.NEW);
        var phone = facts.phone().over(null);
        return new Lead(
                0,
                facts.firstName().over(null),
                facts.lastName().over(null),
                facts.email().over(null),
                phone,
                Identity.phoneE164(phone, caller.defaultCountry()),
                facts.company().over(null),
                facts.jobTitle().over(null),
                facts.linkedinUrl().over(null),
                facts.country().over(null),
                facts.industry().over(null),
                facts.companySize().over(null),
                Objects.requireNonNullElse(facts.source().over(null), wanted.usualSource()),
                status,
                stage.pipelineId(),
                stage.id(),
                facts.assignedUserId().over(null),
                0,
                facts.dealValue().over(null),
                Boolean.TRUE.equals(facts.starred().over(null)),
                facts.notes().over(null),
                CustomFields.merge("{}", facts.customFields()).orElseThrow(),
                tags(caller, List.of(), facts),
                false,
                wanted.botId(),
                null,
                now,
                now);
    }

    /** What a lead becomes by a change. */
    Lead change(Caller caller, Lead before, LeadChange change, Instant now) {
        refuse(refusals(caller, before, change));
        var moves = change.pipelineId().isSet() || change.stageId().isSet();
        var stage = moves ? stage(caller, before, change) : null;
        var reached =
                stage == null || stage.id() == before.stageId() ? before.status() : reached(stage, before.status());
        var status = change.status().isSet()
                ? Objects.requireNonNullElse(change.status().over(null), LeadStatus.NEW)
                : reached;
        var phone = change.phone().over(before.phone());
        var after = new Lead(
                before.id(),
                change.firstName().over(before.firstName()),
                change.lastName().over(before.lastName()),
                change.email().over(before.email()),
                phone,
                Objects.equals(phone, before.phone())
                        ? before.phoneE164()
                        : Identity.phoneE164(phone, caller.defaultCountry()),
                change.company().over(before.company()),
                change.jobTitle().over(before.jobTitle()),
                change.linkedinUrl().over(before.linkedinUrl()),
                change.country().over(before.country()),
                change.industry().over(before.industry()),
                change.companySize().over(before.companySize()),
                Objects.requireNonNullElse(change.source().over(before.source()), "api"),
                status,
                stage == null ? before.pipelineId() : stage.pipelineId(),
                stage == null ? before.stageId() : stage.id(),
                change.assignedUserId().over(before.assignedUserId()),
                before.leadScore(),
                change.dealValue().over(before.dealValue()),
                Boolean.TRUE.equals(change.starred().over(before.starred())),
                change.notes().over(before.notes()),
                CustomFields.merge(before.customFields(), change.customFields()).orElseThrow(),
                tags(caller, before.tags(), change),
                before.possibleDuplicate(),
                before.botId(),
                before.conversationId(),
                before.createdAt(),
                before.updatedAt());
        return after.equals(before) ? before : touched(after, after.tags(), after.id(), now);
    }

    Lead withTags(Lead lead, List<Lead.LeadTag> worn, Instant now) {
        return touched(lead, worn, lead.id(), now);
    }

    Lead withId(Lead lead, long id) {
        return touched(lead, lead.tags(), id, lead.updatedAt());
    }

    /** With the fields that it doesn't have yet, as far as there is room. */
    Lead withNewFields(Lead lead, @Nullable ObjectNode sent, Instant now) {
        var fields = sent == null ? lead.customFields() : CustomFields.add(lead.customFields(), sent);
        return fields.equals(lead.customFields()) ? lead : touched(lead, lead.tags(), lead.id(), now, fields);
    }

    private static Lead touched(Lead lead, List<Lead.LeadTag> worn, long id, Instant now) {
        return touched(lead, worn, id, now, lead.customFields());
    }

    private static Lead touched(Lead lead, List<Lead.LeadTag> worn, long id, Instant now, String customFields) {
        return new Lead(
                id,
                lead.firstName(),
                lead.lastName(),
                lead.email(),
                lead.phone(),
                lead.phoneE164(),
                lead.company(),
                lead.jobTitle(),
                lead.linkedinUrl(),
                lead.country(),
                lead.industry(),
                lead.companySize(),
                lead.source(),
                lead.status(),
                lead.pipelineId(),
                lead.stageId(),
                lead.assignedUserId(),
                lead.leadScore(),
                lead.dealValue(),
                lead.starred(),
                lead.notes(),
                customFields,
                worn,
                lead.possibleDuplicate(),
                lead.botId(),
                lead.conversationId(),
                lead.createdAt(),
                now);
    }

    /**
     * Where a lead goes. A stage brings its pipeline along; a pipeline alone means its first stage, unless the lead is
     * in it already; neither means the first stage of the default pipeline.
     */
    private Stage stage(Caller caller, @Nullable Lead before, LeadChange change) {
        var stageId = change.stageId().over(null);
        if (stageId != null) {
            return pipelines.stage(caller, stageId).orElseThrow(LeadDraft::gone);
        }
        var current = before == null ? null : before.pipelineId();
        var pipelineId = change.pipelineId().over(current);
        if (before != null && !change.stageId().isSet() && Objects.equals(pipelineId, current)) {
            return pipelines.stage(caller, before.stageId()).orElseThrow(LeadDraft::gone);
        }
        return pipelines.entry(caller, pipelineId).orElseThrow(LeadDraft::gone);
    }

    static RuntimeException gone() {
        return new ConcurrencyFailureException("The stage went while a lead was on its way into it.");
    }

    private static LeadStatus reached(Stage stage, LeadStatus otherwise) {
        if (stage.isWon()) {
            return LeadStatus.CONVERTED;
        }
        return stage.isLost() ? LeadStatus.LOST : otherwise;
    }

    private List<Lead.LeadTag> tags(Caller caller, List<Lead.LeadTag> worn, LeadChange change) {
        if (!change.tags().isSet()) {
            return worn;
        }
        var names = change.tags().over(null);
        return names == null
                ? List.of()
                : tags.ensure(caller, names).stream()
                        .map(tag -> new Lead.LeadTag(tag.id(), tag.name()))
                        .toList();
    }

    private static void refuse(Map<String, List<String>> errors) {
        if (!errors.isEmpty()) {
            throw new Problem.Invalid(errors).exception();
        }
    }

    private static List<String> invalid(String words) {
        return List.of("The selected " + words + " is invalid.");
    }
}
