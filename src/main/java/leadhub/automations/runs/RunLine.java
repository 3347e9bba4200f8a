package leadhub.automations.runs;

import java.util.Locale;
import leadhub.leads.record.LeadNames;
import org.jspecify.annotations.Nullable;

/** A run in a list, with its lead's name. */
public record RunLine(Run run, LeadName lead) {
    /** What a name is made of; all of it null for a lead that is gone. */
    public record LeadName(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String company) {}

    /** What readers of a language call the lead. */
    public String leadName(Locale reader) {
        return LeadNames.of(
                reader, run.leadId(), lead.firstName(), lead.lastName(), lead.email(), lead.phone(), lead.company());
    }
}
