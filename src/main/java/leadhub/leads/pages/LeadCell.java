package leadhub.leads.pages;

import java.math.BigDecimal;
import java.util.List;
import leadhub.base.Refusal;
import leadhub.leads.Lead;
import leadhub.leads.LeadFields;

/**
 * One field of one lead in the table.
 *
 * @param problem what is wrong with what was typed
 */
public record LeadCell(Lead lead, LeadColumn column, LeadChoices choices, List<Refusal> problem) {

    /** What is typed in its place. */
    public String text() {
        return switch (column.name()) {
            case "deal_value" -> {
                BigDecimal value = lead.dealValue();
                yield value == null ? "" : value.toPlainString();
            }
            default -> LeadFields.text(lead, column.name());
        };
    }

    /** What stands in the fields that the workspace made up. */
    public FieldValuesShown custom() {
        var field = column.custom();
        return FieldValuesShown.of(field == null ? List.of() : List.of(field), lead.customFields());
    }

    /** The name of its control: a stage goes by another one in the API. */
    public String control() {
        return column.name().equals("stage_id") ? "pipeline_stage_id" : column.name();
    }
}
