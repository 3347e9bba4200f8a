package leadhub.leads;

import java.util.LinkedHashMap;
import java.util.Map;
import leadhub.base.Json;
import leadhub.scoring.ScoredLead;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A lead as scoring rules look at it. Its custom fields are read when the first rule asks for one. */
final class ScoredFacts implements ScoredLead {
    private static final String CUSTOM = "custom_fields.";

    private final Lead lead;
    private @Nullable Map<String, Object> custom;

    ScoredFacts(Lead lead) {
        this.lead = lead;
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
            case "stage" -> Long.toString(lead.stageId());
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

    private static Object read(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isNumber()) {
            return value.decimalValue();
        }
        if (value.isArray()) {
            return value.valueStream()
                    .map(entry -> entry.isContainer() ? entry.toString() : entry.asString())
                    .toList();
        }
        return value.isString() ? value.stringValue() : value.toString();
    }
}
