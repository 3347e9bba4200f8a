package leadhub.leads.pages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leadhub.base.Change;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.fields.CustomField;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.panel.Visit;
import leadhub.web.input.LocalNumbers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * A form in which any one field of leads is given a value.
 *
 * @param all the fields to choose from
 * @param column the one that is chosen
 * @param typed what was typed, where something is wrong with it
 * @param problem what that is
 */
public record FieldForm(
        List<LeadColumn> all, LeadColumn column, LeadChoices choices, Typed typed, List<Refusal> problem) {
    private static final LeadColumn STARRED = new LeadColumn(LeadFields.STARRED.name(), null, true, null);

    /** How far leads are and who has them is changed by ways of its own, and of an external id each has its own. */
    private static final Set<String> OTHERWISE = Set.copyOf(LeadFields.names(List.of(
            LeadFields.STATUS, LeadFields.PIPELINE_STAGE_ID, LeadFields.ASSIGNED_USER_ID, LeadFields.EXTERNAL_ID)));

    /** What stands in its place, as it was typed; {@code ""} for nothing. */
    public String text() {
        return typed.text(column.name(), "");
    }

    /** What stands in the field, if the workspace made it up. */
    public FieldValuesShown custom() {
        var field = column.custom();
        return typed.over(FieldValuesShown.of(field == null ? List.of() : List.of(field), "{}"));
    }

    public boolean isChosen(LeadColumn one) {
        return one.name().equals(column.name());
    }

    public boolean isFlag() {
        return isChosen(STARRED);
    }

    /** Which way it is written. */
    public String direction() {
        return LeadFields.named(column.name()).map(FieldLines::direction).orElse("auto");
    }

    /** Reads what is chosen and typed there. */
    @Component
    public static class Reader {
        private final LeadChoices.Reader choices;
        private final LeadForms forms;

        Reader(LeadChoices.Reader choices, LeadForms forms) {
            this.choices = choices;
            this.forms = forms;
        }

        /** The form for the field of that name; the first one where there is none such. */
        public FieldForm show(Visit visit, String name) {
            var known = choices.read(visit.caller());
            var all = new ArrayList<>(LeadColumn.all(known.fields()).stream()
                    .filter(column -> column.isEditable() && !OTHERWISE.contains(column.name()))
                    .toList());
            all.add(STARRED);
            var chosen =
                    all.stream().filter(column -> column.name().equals(name)).findFirst();
            return new FieldForm(all, chosen.orElse(all.getFirst()), known, Typed.NOTHING, List.of());
        }

        /** The same with what was typed, and what is wrong with it. */
        public FieldForm refused(Visit visit, Map<String, List<Refusal>> errors) {
            var form = show(visit, visit.field("field"));
            var problem = errors.values().stream().flatMap(List::stream).toList();
            return new FieldForm(form.all(), form.column(), form.choices(), Typed.of(visit.form()), problem);
        }

        /** What was typed for the field, as programs write it; what is wrong with it is noted in the visit's form. */
        public JsonNode value(Visit visit, FieldForm form) {
            var name = form.column().name();
            var change = forms.read(visit);
            var custom = form.column().custom();
            if (custom != null) {
                return custom(change, custom);
            }
            // An amount comes without its currency, which is a field of its own.
            if (name.equals(LeadFields.DEAL_VALUE.name())
                    && LocalNumbers.currency(visit.field(name)).isPresent()) {
                visit.form().reject(name, Refusal.of("number"));
            }
            return LeadFields.named(name).map(field -> json(change, field)).orElse(NullNode.getInstance());
        }

        private static JsonNode custom(LeadChange change, CustomField field) {
            var sent = change.customFields().over(null);
            var value = sent == null ? null : sent.get(field.key());
            return value == null ? NullNode.getInstance() : value;
        }

        private static JsonNode json(LeadChange change, LeadField<?> field) {
            @Nullable Object value = change.of(field) instanceof Change.Set<?>(var set) ? set : null;
            return switch (value) {
                case null -> NullNode.getInstance();
                case LocalDate day -> Json.MAPPER.valueToTree(day.toString());
                default -> Json.MAPPER.valueToTree(value);
            };
        }
    }
}
