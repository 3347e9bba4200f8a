package leadhub.forms.submissions;

import java.util.List;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.fields.CustomField;
import leadhub.forms.Form;
import leadhub.forms.fields.FormField;
import leadhub.intake.FittingFacts;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes of a form's values what is known of a lead. Whatever a lead can't have is left off and refuses nothing: a stage that
 * was deleted, or a mapping that doesn't fit, loses nobody a lead; the values stay with the submission and on the timeline.
 */
@Component
class SubmittedLead {
    private final FittingFacts fitting;

    SubmittedLead(FittingFacts fitting) {
        this.fitting = fitting;
    }

    /** What its sender says of themselves. */
    LeadChange facts(Caller caller, Form form, List<FormField> fields, ObjectNode values) {
        var lead = Json.MAPPER.createObjectNode();
        lead.put("source", form.settings().source());
        for (var field : fields) {
            var value = values.get(field.key());
            if (value != null && field.mapTo() != null) {
                map(lead, field, field.mapTo(), value);
            }
        }
        form.settings().tags().forEach(tag -> tags(lead).add(tag));
        return fitting.of(caller, lead);
    }

    /** The same with where the form wants its leads to begin. */
    LeadChange placed(Caller caller, Form form, LeadChange facts, @Nullable Long ownerId) {
        var settings = form.settings();
        var placed = facts.edit();
        if (!facts.of(LeadFields.PIPELINE_ID).isSet()
                && !facts.of(LeadFields.PIPELINE_STAGE_ID).isSet()) {
            set(placed, LeadFields.PIPELINE_ID, settings.pipelineId());
            set(placed, LeadFields.PIPELINE_STAGE_ID, settings.pipelineStageId());
        }
        if (!facts.of(LeadFields.ASSIGNED_USER_ID).isSet()) {
            set(placed, LeadFields.ASSIGNED_USER_ID, ownerId);
        }
        return fitting.withoutRefused(caller, placed.build());
    }

    private static void set(LeadChange.Builder change, LeadField<?> field, @Nullable Long id) {
        if (id != null) {
            change.put(field, leadhub.base.Change.set(id));
        }
    }

    private static void map(ObjectNode lead, FormField field, String target, JsonNode value) {
        if (target.equals("tags")) {
            tag(lead, field, value);
        } else if (target.startsWith(CustomField.PATH)) {
            lead.withObjectProperty("custom_fields")
                    .set(target.substring(CustomField.PATH.length()), value.isObject() ? value.get("name") : value);
        } else if (!lead.has(target) || target.equals("source")) {
            lead.set(target, fitting(target, value));
        } else if (target.equals("notes")) {
            lead.put("notes", lead.get("notes").asString() + "\n" + text(value));
        }
    }

    /** A box is its label where it is ticked; a text is one tag. */
    private static void tag(ObjectNode lead, FormField field, JsonNode value) {
        if (value.isArray()) {
            value.forEach(one -> tags(lead).add(one.asString()));
        } else if (!value.isBoolean()) {
            tags(lead).add(text(value));
        } else if (value.booleanValue()) {
            tags(lead).add(field.label());
        }
    }

    private static ArrayNode tags(ObjectNode lead) {
        return lead.withArrayProperty("tags");
    }

    private static JsonNode fitting(String target, JsonNode value) {
        var isText = LeadFields.named(target)
                .map(LeadField::kind)
                .filter(kind -> kind == LeadField.Kind.TEXT)
                .isPresent();
        return isText ? Json.MAPPER.getNodeFactory().stringNode(text(value)) : value;
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
        }
        if (value.isObject()) {
            return value.path("name").asString("");
        }
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asString();
    }
}
