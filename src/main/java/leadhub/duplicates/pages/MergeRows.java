package leadhub.duplicates.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import leadhub.base.Json;
import leadhub.fields.CustomField;
import leadhub.imports.HeldRow;
import leadhub.leads.matching.WinnerRule;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.panel.Page;
import leadhub.pipelines.Stage;
import tools.jackson.databind.JsonNode;

/** The fields of leads, each as people read it. */
record MergeRows(Page page, LeadChoices choices, List<Lead> leads, Winners winners) {
    /** So much of a long text is enough to choose by. */
    private static final int MOST = 300;

    /** A stage brings its pipeline along, an amount its currency. */
    private static final List<LeadField<?>> WITH_OTHERS =
            List.of(LeadFields.PIPELINE_ID, LeadFields.DEAL_CURRENCY, LeadFields.TAGS, LeadFields.CUSTOM_FIELDS);

    /** Whose values are preset. @param rule by the name of a field @param sources the most trusted first */
    record Winners(Function<String, WinnerRule> rule, List<String> sources) {
        static final Winners SURVIVOR = new Winners(name -> WinnerRule.SURVIVOR, List.of());
    }

    List<MergeScreen.Row> all() {
        var rows = new ArrayList<MergeScreen.Row>();
        LeadFields.SENT_BY_PROGRAMS.stream()
                .filter(field -> !WITH_OTHERS.contains(field))
                .map(this::row)
                .forEach(rows::add);
        var custom = leads.stream()
                .map(lead -> Json.MAPPER.readTree(lead.customFields()))
                .toList();
        var keys = new TreeSet<String>();
        custom.forEach(fields -> keys.addAll(fields.propertyNames()));
        keys.forEach(key -> rows.add(row(
                CustomField.PATH + key,
                label(key),
                custom.stream().map(fields -> custom(fields.path(key))).toList())));
        return rows.stream()
                .filter(row -> row.values().stream().anyMatch(value -> !value.isEmpty()))
                .toList();
    }

    /** The fields of which a held row says something: what its lead has, and what the row says. */
    static List<MergeScreen.Row> of(Page page, LeadChoices choices, HeldRow held) {
        var rows = new MergeRows(page, choices, List.of(held.known(), held.asLead()), Winners.SURVIVOR);
        var shown = new ArrayList<MergeScreen.Row>();
        held.fields().stream()
                .filter(field -> !WITH_OTHERS.contains(field))
                .map(rows::row)
                .forEach(shown::add);
        var tags = held.facts().tags().over(null);
        if (tags != null) {
            var worn = List.of(String.join(", ", held.known().tagNames()), String.join(", ", tags));
            shown.add(rows.row(LeadFields.TAGS.name(), page.say("field.tags"), worn));
        }
        var custom = held.facts().customFields().over(null);
        if (custom != null) {
            var known = Json.MAPPER.readTree(held.known().customFields());
            custom.properties()
                    .forEach(field -> shown.add(rows.row(
                            CustomField.PATH + field.getKey(),
                            rows.label(field.getKey()),
                            List.of(custom(known.path(field.getKey())), custom(field.getValue())))));
        }
        return shown;
    }

    private MergeScreen.Row row(LeadField<?> field) {
        var values = leads.stream().map(lead -> text(lead, field)).toList();
        return row(field.name(), page.say("field." + field.name()), values);
    }

    private MergeScreen.Row row(String name, String label, List<String> values) {
        var winner = winners.rule().apply(name).winner(leads, values, winners.sources());
        return new MergeScreen.Row(
                name, label, values.stream().map(MergeRows::cut).toList(), winner);
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
