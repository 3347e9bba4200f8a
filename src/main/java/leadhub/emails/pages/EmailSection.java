package leadhub.emails.pages;

import java.util.Comparator;
import java.util.stream.Stream;
import leadhub.emails.received.ReceivedEmails;
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
    private final ReceivedEmails received;

    EmailSection(LeadEmails emails, ReceivedEmails received) {
        this.emails = emails;
        this.received = received;
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
        var sent = emails.list(visit.caller(), lead, before, SHOWN + 1).stream()
                .map(one -> new EmailsOnLead.Line(one.id(), one, null));
        var came = received.list(visit.caller(), lead, before, SHOWN + 1).stream()
                .map(one -> new EmailsOnLead.Line(one.id(), null, one));
        // Their ids are of one sequence.
        var found = Stream.concat(sent, came)
                .sorted(Comparator.comparingLong(EmailsOnLead.Line::id).reversed())
                .toList();
        var shown = found.stream().limit(SHOWN).toList();
        return new EmailsOnLead(
                lead.id(), shown, found.size() > SHOWN ? shown.getLast().id() : 0);
    }
}
