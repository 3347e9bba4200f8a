package leadhub.duplicates.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import leadhub.base.Json;
import leadhub.fields.CustomField;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.panel.Page;
import leadhub.pipelines.Stage;
import tools.jackson.databind.JsonNode;

/** The fields of two leads, each as people read it. */
record MergeRows(Page page, LeadChoices choices, MergeRule rule, Lead left, Lead right) {
    /** So much of a long text is enough to choose by. */
    private static final int MOST = 300;

    /** A stage brings its pipeline along, an amount its currency. */
    private static final List<LeadField<?>> WITH_OTHERS =
            List.of(LeadFields.PIPELINE_ID, LeadFields.DEAL_CURRENCY, LeadFields.TAGS, LeadFields.CUSTOM_FIELDS);

    List<MergeScreen.Row> all() {
        var rows = new ArrayList<MergeScreen.Row>();
        LeadFields.SENT_BY_PROGRAMS.stream()
                .filter(field -> !WITH_OTHERS.contains(field))
                .map(field ->
                        row(field.name(), page.say("field." + field.name()), text(left, field), text(right, field)))
                .forEach(rows::add);
        var mine = Json.MAPPER.readTree(left.customFields());
        var theirs = Json.MAPPER.readTree(right.customFields());
        var keys = new TreeSet<>(mine.propertyNames());
        keys.addAll(theirs.propertyNames());
        keys.forEach(key ->
                rows.add(row(CustomField.PATH + key, label(key), custom(mine.path(key)), custom(theirs.path(key)))));
        return rows.stream()
                .filter(row -> !row.left().isEmpty() || !row.right().isEmpty())
                .toList();
    }

    private MergeScreen.Row row(String name, String label, String mine, String theirs) {
        return new MergeScreen.Row(name, label, cut(mine), cut(theirs), rule.takesRight(left, right, mine, theirs));
    }

    private String label(String key) {
        return choices.fields().stream()
                .filter(field -> field.key().equals(key))
                .map(CustomField::label)
                .findFirst()
                .orElse(key);
    }

    private String text(Lead lead, LeadField<?> field) {
        if (field == LeadFields.STATUS) {
            return page.say("status." + lead.status().word());
        }
        if (field == LeadFields.PIPELINE_STAGE_ID) {
            return choices.pipelineName(lead.pipelineId()) + ": "
                    + choices.stage(lead.stageId()).map(Stage::name).orElse("");
        }
        if (field == LeadFields.ASSIGNED_USER_ID) {
            return choices.userName(page, lead.assignedUserId());
        }
        if (field == LeadFields.DEAL_VALUE) {
            return lead.dealValue() == null ? "" : page.money(lead.dealValue(), lead.dealCurrency());
        }
        if (field == LeadFields.STARRED) {
            return lead.starred() ? "★" : "☆";
        }
        var value = lead.get(field);
        return value == null ? "" : value.toString();
    }

    private static String custom(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isContainer() ? value.toString() : value.asString();
    }

    private static String cut(String text) {
        return text.length() > MOST ? text.substring(0, MOST) + "…" : text;
    }
}
