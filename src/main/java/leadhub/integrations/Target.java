package leadhub.integrations;

import java.util.List;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.intake.DuplicatePolicy;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where leads of an integration go; null for the usual. */
public record Target(
        @Nullable Long pipelineId,
        @Nullable Long pipelineStageId,
        @Nullable Long assignedUserId,
        List<String> tags,
        @Nullable String source,
        DuplicatePolicy duplicatePolicy) {
    public static final Target USUAL = new Target(null, null, null, List.of(), null, DuplicatePolicy.FILL);

    /** The same where something else is done with people who are known. */
    Target with(DuplicatePolicy other) {
        return new Target(pipelineId, pipelineStageId, assignedUserId, tags, source, other);
    }

    private static final int MOST_TAGS = 100;
    private static final int MOST_TAG_CHARACTERS = 50;

    /** Changed by member. */
    static Target read(Input input, Target before) {
        var word = input.text("duplicate_policy", 50).over(before.duplicatePolicy.word());
        var policy =
                word == null ? DuplicatePolicy.FILL : DuplicatePolicy.of(word).orElse(null);
        if (policy == null) {
            input.reject("duplicate_policy", Refusal.of("in"));
        }
        var tags = input.texts("tags", MOST_TAGS, MOST_TAG_CHARACTERS).over(before.tags);
        return new Target(
                input.integer("pipeline_id").over(before.pipelineId),
                input.integer("pipeline_stage_id").over(before.pipelineStageId),
                input.integer("assigned_user_id").over(before.assignedUserId),
                tags == null ? List.of() : tags,
                input.text("source", 255).over(before.source),
                policy == null ? DuplicatePolicy.FILL : policy);
    }

    /** What it says of a lead, as far as what came in doesn't. */
    public LeadChange place() {
        var change = LeadChange.builder();
        if (pipelineId != null) {
            change.set(LeadFields.PIPELINE_ID, pipelineId);
        }
        if (pipelineStageId != null) {
            change.set(LeadFields.PIPELINE_STAGE_ID, pipelineStageId);
        }
        if (assignedUserId != null) {
            change.set(LeadFields.ASSIGNED_USER_ID, assignedUserId);
        }
        return change.build();
    }

    String json() {
        var json = Json.MAPPER.createObjectNode();
        json.put("pipeline_id", pipelineId);
        json.put("pipeline_stage_id", pipelineStageId);
        json.put("assigned_user_id", assignedUserId);
        var list = json.putArray("tags");
        tags.forEach(list::add);
        json.put("source", source);
        json.put("duplicate_policy", duplicatePolicy.word());
        return Json.write(json);
    }

    static Target of(String kept) {
        var json = Json.MAPPER.readTree(kept);
        return new Target(
                number(json.get("pipeline_id")),
                number(json.get("pipeline_stage_id")),
                number(json.get("assigned_user_id")),
                json.get("tags").valueStream().map(JsonNode::asString).toList(),
                json.get("source").isNull() ? null : json.get("source").asString(),
                DuplicatePolicy.of(json.get("duplicate_policy").asString()).orElse(DuplicatePolicy.FILL));
    }

    private static @Nullable Long number(JsonNode node) {
        return node.isNull() ? null : (Long) node.asLong();
    }
}
