package leadhub.leads.pages;

import java.math.BigDecimal;
import java.util.List;
import leadhub.base.Refusal;
import leadhub.leads.LeadOutcomes;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFields;
import leadhub.panel.Page;
import org.jspecify.annotations.Nullable;

/**
 * One field of one lead in the table.
 *
 * @param typed what was typed, where something is wrong with it
 * @param problem what that is
 */
public record LeadCell(Lead lead, LeadColumn column, LeadChoices choices, Typed typed, List<Refusal> problem) {

    static LeadCell of(Lead lead, LeadColumn column, LeadChoices choices) {
        return new LeadCell(lead, column, choices, Typed.NOTHING, List.of());
    }

    /** Whether it is changed in its place: a status only where the stage doesn't say it. */
    public boolean isEditable() {
        return column.isEditable()
                && !(column.name().equals(LeadFields.STATUS.name())
                        && LeadOutcomes.decides(choices.stage(lead.stageId()).orElse(null)));
    }

    /** Where the leads of its company are, in that column; null where nothing tells. */
    public @Nullable String companyPath() {
        return column.name().equals(LeadFields.COMPANY.name()) && lead.company() != null ? CompanyLink.of(lead) : null;
    }

    /** What stands there, as forms know it. */
    public String was() {
        return LeadFieldText.of(lead, column.name());
    }

    /** What stands in its place, as it is typed; {@code ""} for nothing. */
    public String text(Page page) {
        return typed.text(column.name(), kept(page));
    }

    private String kept(Page page) {
        return switch (LeadFields.named(column.name()).map(lead::get).orElse(null)) {
            case BigDecimal value -> page.number(value);
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
        return typed.over(FieldValuesShown.of(field == null ? List.of() : List.of(field), lead.customFields()));
    }
}
