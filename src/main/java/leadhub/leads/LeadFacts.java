package leadhub.leads;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Json;
import leadhub.conditions.Facts;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A lead as conditions look at it. Its custom fields are read when the first one asks for one. */
public final class LeadFacts implements Facts {
    private static final String CUSTOM = "custom_fields.";

    private final Lead lead;
    private @Nullable Map<String, Object> custom;

    public LeadFacts(Lead lead) {
        this.lead = lead;
    }

    Lead lead() {
        return lead;
    }

    @Override
    public @Nullable Object value(String field) {
        return switch (field) {
            case "source" -> lead.source();
            case "status" -> lead.status().word();
            case "country" -> lead.country();
            case "industry" -> lead.industry();
            case "company_size" -> lead.companySize();
            case "job_title" -> lead.jobTitle();
            case "company" -> lead.company();
            case "email" -> lead.email();
            case "phone" -> lead.phone();
            case "linkedin_url" -> lead.linkedinUrl();
            case "deal_value" -> lead.dealValue();
            case "starred" -> lead.starred();
            case "pipeline_id" -> Long.toString(lead.pipelineId());
            case "pipeline_stage_id" -> Long.toString(lead.stageId());
            case "assigned_user_id" ->
                lead.assignedUserId() == null ? null : lead.assignedUserId().toString();
            case "first_name" -> lead.firstName();
            case "last_name" -> lead.lastName();
            case "notes" -> lead.notes();
            case "lead_score" -> BigDecimal.valueOf(lead.leadScore());
            case "created_at" -> lead.createdAt();
            case "updated_at" -> lead.updatedAt();
            case "tag_ids" ->
                lead.tags().stream().map(tag -> Long.toString(tag.id())).toList();
            case "tags" -> lead.tagNames();
            default -> field.startsWith(CUSTOM) ? custom().get(field.substring(CUSTOM.length())) : null;
        };
    }

    private Map<String, Object> custom() {
        var known = custom;
        if (known == null) {
            known = new LinkedHashMap<>();
            if (!lead.customFields().equals("{}")) {
                for (var value : Json.MAPPER.readTree(lead.customFields()).properties()) {
                    known.put(value.getKey(), read(value.getValue()));
                }
            }
            custom = known;
        }
        return known;
    }

    /** What stands in lists of lists and the like is nothing that anybody could ask for. */
    private static Object read(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream()
                    .filter(JsonNode::isValueNode)
                    .filter(entry -> !entry.isNull())
                    .map(LeadFacts::scalar)
                    .toList();
        }
        return value.isObject() || value.isNull() ? List.of() : scalar(value);
    }

    private static Object scalar(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return value.isNumber() ? value.decimalValue() : value.asString();
    }
}
