package leadhub.leads;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import leadhub.base.Json;
import leadhub.events.FieldChange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a change of a lead changed, field by field, in the API's names and as the API writes them. */
final class LeadChanges {
    private static final Map<String, Function<Lead, @Nullable Object>> FIELDS = fields();

    private LeadChanges() {}

    private static Map<String, Function<Lead, @Nullable Object>> fields() {
        var fields = new LinkedHashMap<String, Function<Lead, @Nullable Object>>();
        fields.put("first_name", Lead::firstName);
        fields.put("last_name", Lead::lastName);
        fields.put("email", Lead::email);
        fields.put("phone", Lead::phone);
        fields.put("company", Lead::company);
        fields.put("job_title", Lead::jobTitle);
        fields.put("linkedin_url", Lead::linkedinUrl);
        fields.put("country", Lead::country);
        fields.put("industry", Lead::industry);
        fields.put("company_size", Lead::companySize);
        fields.put("source", Lead::source);
        fields.put("status", lead -> lead.status().word());
        fields.put("pipeline_id", Lead::pipelineId);
        fields.put("pipeline_stage_id", Lead::stageId);
        fields.put("assigned_user_id", Lead::assignedUserId);
        fields.put("lead_score", Lead::leadScore);
        fields.put("deal_value", Lead::dealValue);
        fields.put("starred", Lead::starred);
        fields.put("notes", Lead::notes);
        fields.put("tags", Lead::tagNames);
        return fields;
    }

    /** In the order of the fields, the custom ones at the end as {@code custom_fields.budget}. */
    static Map<String, FieldChange> between(Lead before, Lead after) {
        var changes = new LinkedHashMap<String, FieldChange>();
        FIELDS.forEach((name, read) -> {
            var from = read.apply(before);
            var to = read.apply(after);
            if (!isSame(from, to)) {
                changes.put(name, new FieldChange(from, to));
            }
        });
        if (!before.customFields().equals(after.customFields())) {
            addCustom(changes, Json.MAPPER.readTree(before.customFields()), Json.MAPPER.readTree(after.customFields()));
        }
        return changes;
    }

    /** 100 and 100.00 are one value. */
    private static boolean isSame(@Nullable Object from, @Nullable Object to) {
        return from instanceof BigDecimal one && to instanceof BigDecimal other
                ? one.compareTo(other) == 0
                : Objects.equals(from, to);
    }

    private static void addCustom(Map<String, FieldChange> changes, JsonNode before, JsonNode after) {
        var keys = new TreeSet<>(before.propertyNames());
        keys.addAll(after.propertyNames());
        for (var key : keys) {
            var from = before.get(key);
            var to = after.get(key);
            if (!Objects.equals(from, to)) {
                changes.put("custom_fields." + key, new FieldChange(from, to));
            }
        }
    }
}
