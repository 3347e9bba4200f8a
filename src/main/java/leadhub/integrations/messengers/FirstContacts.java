package leadhub.integrations.messengers;

import java.util.List;
import java.util.stream.Stream;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.conversations.Carrier;
import leadhub.conversations.Contact;
import leadhub.integrations.ConnectedIntegrations;
import leadhub.integrations.IntegrationTypes;
import leadhub.leads.Leads;
import leadhub.sms.PhoneSuppressions;
import leadhub.sms.SmsReceivers;
import org.springframework.stereotype.Component;

/** Who can be written to by a messenger before they have written: leads with a phone number, where templates are sent. */
@Component
class FirstContacts {
    private final ConnectedIntegrations connected;
    private final IntegrationTypes types;
    private final Leads leads;
    private final PhoneSuppressions suppressions;

    FirstContacts(
            ConnectedIntegrations connected, IntegrationTypes types, Leads leads, PhoneSuppressions suppressions) {
        this.connected = connected;
        this.types = types;
        this.leads = leads;
        this.suppressions = suppressions;
    }

    List<Carrier.Way> ways(Caller caller) {
        return connected.all(caller, Messenger.class).stream()
                .filter(one -> !one.isPaused())
                .flatMap(one -> types.get(one.type()) instanceof Messenger type && type.hasTemplates()
                        ? Stream.of(new Carrier.Way(one.id(), one.name(), type.channel()))
                        : Stream.empty())
                .toList();
    }

    /** Its number is what the messenger calls the lead, as long as it hasn't said otherwise. */
    Carrier.Receiver receiver(Caller caller, long leadId, long integrationId) {
        var lead = leads.get(caller, leadId);
        var type = connected
                .find(caller.workspaceId(), integrationId, Messenger.class)
                .map(ConnectedIntegrations.Connected::type)
                .filter(Messenger::hasTemplates)
                .orElseThrow(() ->
                        Problem.invalid("integration_id", Refusal.of("in")).exception());
        var phone = SmsReceivers.phone(lead);
        if (phone == null) {
            throw new Problem.Conflict(Refusal.of("messenger.no_phone")).exception();
        }
        if (suppressions.find(caller, phone).isPresent()) {
            throw new Problem.Conflict(Refusal.of("messenger.suppressed")).exception();
        }
        return new Carrier.Receiver(type.channel(), new Contact(integrationId, phone.substring(1), "", null, null));
    }
}
