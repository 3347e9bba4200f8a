package leadhub.sms.pages;

import java.util.List;
import java.util.Map;
import leadhub.base.Refusal;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.pages.LeadSection;
import leadhub.leads.record.Lead;
import leadhub.panel.FormErrors;
import leadhub.panel.Visit;
import leadhub.sms.SmsFiles;
import leadhub.sms.SmsMessages;
import leadhub.sms.SmsReceivers;
import org.springframework.stereotype.Component;

/** The SMS on a lead's page, and where one is written. */
@Component
class SmsSection implements LeadSection {
    static final String FORM = "sms";
    private static final int SHOWN = 20;

    private final SmsMessages messages;
    private final SmsReceivers receivers;
    private final SmsFiles files;

    SmsSection(SmsMessages messages, SmsReceivers receivers, SmsFiles files) {
        this.messages = messages;
        this.receivers = receivers;
        this.files = files;
    }

    @Override
    public String name() {
        return "sms";
    }

    @Override
    public int place() {
        return 31;
    }

    @Override
    public String template() {
        return "sms/section.jte";
    }

    @Override
    public SmsOnLead content(Visit visit, Lead lead, LeadChoices choices, FormErrors mistake) {
        var against = mistake.form().equals(FORM)
                ? mistake.problem("message")
                : receivers.refusal(visit.caller(), lead).stream().toList();
        var typed = mistake.typed(FORM, "message", "");
        // Where nothing sends SMS, whatever there was stands on the timeline.
        return receivers.senders(visit.caller()).isEmpty()
                ? new SmsOnLead(lead.id(), List.of(), Map.of(), against, typed, 0)
                : read(visit, lead, Long.MAX_VALUE, against, typed);
    }

    /** The latest before another one. */
    SmsOnLead read(Visit visit, Lead lead, long before, List<Refusal> refusals, String typed) {
        var found = messages.list(visit.caller(), lead, before, SHOWN + 1);
        var shown = found.stream().limit(SHOWN).toList();
        return new SmsOnLead(
                lead.id(),
                shown,
                files.of(visit.caller(), shown),
                refusals,
                typed,
                found.size() > SHOWN ? shown.getLast().id() : 0);
    }
}
