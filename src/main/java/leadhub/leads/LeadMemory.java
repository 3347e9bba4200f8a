package leadhub.leads;

import java.util.LinkedHashMap;
import leadhub.base.Json;
import org.jspecify.annotations.Nullable;

/** A lead as events and the audit record remember it: its columns, by which a filter can ask it later. */
final class LeadMemory {
    private LeadMemory() {}

    static String of(Lead lead, String searchText, @Nullable String folded) {
        var memory = new LinkedHashMap<String, Object>();
        put(memory, "id", lead.id());
        put(memory, "first_name", lead.firstName());
        put(memory, "last_name", lead.lastName());
        put(memory, "email", lead.email());
        put(memory, "phone", lead.phone());
        put(memory, "company", lead.company());
        put(memory, "job_title", lead.jobTitle());
        put(memory, "linkedin_url", lead.linkedinUrl());
        put(memory, "country", lead.country());
        put(memory, "industry", lead.industry());
        put(memory, "company_size", lead.companySize());
        put(memory, "source", lead.source());
        put(memory, "status", lead.status().word());
        put(memory, "pipeline_id", lead.pipelineId());
        put(memory, "stage_id", lead.stageId());
        put(memory, "assigned_user_id", lead.assignedUserId());
        put(memory, "lead_score", lead.leadScore());
        put(memory, "score_adjustment", lead.scoreAdjustment() == 0 ? null : lead.scoreAdjustment());
        put(memory, "deal_value", lead.dealValue());
        put(memory, "starred", lead.starred());
        put(memory, "notes", lead.notes());
        put(
                memory,
                "custom_fields",
                lead.customFields().equals("{}") ? null : Json.MAPPER.readTree(lead.customFields()));
        put(memory, "tag_ids", lead.tagIds());
        put(memory, "tags", lead.tags().isEmpty() ? null : lead.tagNames());
        put(memory, "bot_id", lead.botId());
        put(memory, "created_at", lead.createdAt().toString());
        put(memory, "search_text", searchText);
        put(memory, "folded", folded == null ? null : Json.MAPPER.readTree(folded));
        return Json.write(memory);
    }

    private static void put(LinkedHashMap<String, Object> memory, String name, @Nullable Object value) {
        if (value != null) {
            memory.put(name, value);
        }
    }
}
