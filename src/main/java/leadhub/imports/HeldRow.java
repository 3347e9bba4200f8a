package leadhub.imports;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import leadhub.base.Change;
import leadhub.imports.rows.MatchOn;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadNames;
import org.jspecify.annotations.Nullable;

/**
 * A row of an import that waits for somebody to decide, since its person is a lead.
 *
 * @param id among those of pairs of leads
 * @param lead the lead that its person is; null when that is gone
 * @param matchedBy what its person was recognized by
 * @param facts what it says
 */
public record HeldRow(
        long id, @Nullable Lead lead, long importId, String fileName, long line, MatchOn matchedBy, LeadChange facts) {

    /** The fields that it says something of, but for tags and custom fields. */
    public List<LeadField<?>> fields() {
        return LeadFields.SENT_BY_PROGRAMS.stream()
                .filter(field -> value(field) != null)
                .toList();
    }

    /** What it says in a field; null for nothing. */
    public @Nullable Object value(LeadField<?> field) {
        return facts.of(field) instanceof Change.Set<?>(var value) ? value : null;
    }

    /** The lead as it is; one of whom nothing is known where it is gone. */
    public Lead known() {
        return lead == null ? Lead.blank().lead() : lead;
    }

    /** The lead as it would be if the row's values were its own, to be shown; tags and custom fields stay. */
    public Lead asLead() {
        var shown = known().edit();
        fields().forEach(field -> shown.put(field, value(field)));
        return shown.lead();
    }

    /** What people call whom it is about. */
    public String name(Locale reader) {
        return LeadNames.of(
                reader,
                line,
                text(LeadFields.FIRST_NAME),
                text(LeadFields.LAST_NAME),
                text(LeadFields.EMAIL),
                text(LeadFields.PHONE),
                text(LeadFields.COMPANY));
    }

    /** What it was recognized by, as it says it. */
    public String mark() {
        var said = switch (matchedBy) {
            case EXTERNAL_ID -> text(LeadFields.EXTERNAL_ID);
            case EMAIL -> text(LeadFields.EMAIL);
            case PHONE -> text(LeadFields.PHONE);
        };
        return Objects.requireNonNullElse(said, "");
    }

    private @Nullable String text(LeadField<@Nullable String> field) {
        return facts.of(field).over(null);
    }
}
