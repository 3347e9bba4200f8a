package leadhub.integrations.twilio;

import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.HookWork;
import leadhub.integrations.Integration;
import leadhub.integrations.MappedLeads;
import leadhub.sms.ReceivedSms;
import leadhub.sms.SmsReports;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Brings what Twilio posts to its leads: what they wrote, and what has become of what was sent to them. */
@Component
final class TwilioWork implements HookWork {
    /** As which source leads come in by it. */
    private static final String LEAD_SOURCE = "sms";

    private final ReceivedSms messages;
    private final SmsReports reports;
    private final MappedLeads leads;

    TwilioWork(ReceivedSms messages, SmsReports reports, MappedLeads leads) {
        this.messages = messages;
        this.reports = reports;
        this.leads = leads;
    }

    @Override
    public String type() {
        return Twilio.KEY;
    }

    @Override
    public IntakeOutcome take(Caller caller, ReceivedIntake received, Integration integration) {
        var form = received.fields();
        return TwilioForm.state(form) == null
                ? written(caller, received, integration, form)
                : TwilioForm.report(form, integration)
                        .flatMap(report -> reports.take(caller, report))
                        .map(IntakeOutcome::added)
                        .orElseGet(() -> IntakeOutcome.ignored(Refusal.of("sms.unknown")));
    }

    /** Whoever wants no more gets no more, a lead or not. */
    private IntakeOutcome written(Caller caller, ReceivedIntake received, Integration integration, JsonNode form) {
        var sms = TwilioForm.incoming(form, integration);
        if (messages.has(caller, sms)) {
            return IntakeOutcome.ignored(Refusal.of("sms.known"));
        }
        var isHeeded = messages.heed(caller, sms);
        var lead = messages.lead(caller, sms);
        if (lead.isPresent()) {
            messages.add(caller, lead.get().id(), sms, false, isHeeded);
            return IntakeOutcome.added(lead.get().id());
        }
        if (isHeeded) {
            return IntakeOutcome.processed();
        }
        if (!integration.terms().config().isOn(Twilio.MAKES_LEADS) || sms.wish() != ReceivedSms.Wish.NONE) {
            return IntakeOutcome.ignored(Refusal.of("sms.unknown_sender"));
        }
        var terms = integration.terms();
        var made = leads.take(
                caller, received, form, new MappedLeads.Terms(terms.mapping(), terms.target(), LEAD_SOURCE, null));
        if (made.leadId() != null) {
            messages.add(caller, made.leadId(), sms, made.isNewLead(), false);
        }
        return made;
    }
}
