package leadhub.emails.pages;

import leadhub.emails.sending.LeadEmails;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.pages.LeadSection;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** The emails on a lead's page. */
@Component
class EmailSection implements LeadSection {
    private static final int SHOWN = 10;

    private final LeadEmails emails;

    EmailSection(LeadEmails emails) {
        this.emails = emails;
    }

    @Override
    public String name() {
        return "emails";
    }

    @Override
    public int place() {
        return 30;
    }

    @Override
    public String template() {
        return "emails/section.jte";
    }

    @Override
    public EmailsOnLead content(Visit visit, Lead lead, LeadChoices choices, FormErrors mistake) {
        return read(visit, lead, Long.MAX_VALUE);
    }

    /** The latest before another one. */
    EmailsOnLead read(Visit visit, Lead lead, long before) {
        var found = emails.list(visit.caller(), lead, before, SHOWN + 1);
        var shown = found.stream().limit(SHOWN).toList();
        return new EmailsOnLead(
                lead.id(), shown, found.size() > SHOWN ? shown.getLast().id() : 0);
    }
}
