package leadhub.leads.pages;

import java.math.BigDecimal;
import java.util.List;
import leadhub.base.Refusal;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFields;

/**
 * One field of one lead in the table.
 *
 * @param problem what is wrong with what was typed
 */
public record LeadCell(Lead lead, LeadColumn column, LeadChoices choices, List<Refusal> problem) {

    /** What stands in its place, as it is typed; {@code ""} for nothing. */
    public String text() {
        return switch (LeadFields.named(column.name()).map(lead::get).orElse(null)) {
            case BigDecimal value -> value.toPlainString();
            case String text -> text;
            case null, default -> "";
        };
    }

    /** Which way it is written. */
    public String direction() {
        return LeadFields.named(column.name()).map(FieldLines::direction).orElse("auto");
    }

    /** What stands in the fields that the workspace made up. */
    public FieldValuesShown custom() {
        var field = column.custom();
        return FieldValuesShown.of(field == null ? List.of() : List.of(field), lead.customFields());
    }
}
