package leadhub.automations.hooks;

import leadhub.automations.KnownAutomations;
import leadhub.automations.KnownAutomations.Known;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.intake.IntakeHandler;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.IntakeSource;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.MappedLeads;
import leadhub.integrations.Target;
import org.springframework.stereotype.Component;

/** Finds or makes the lead that something is about; that it was received starts the run, in the same transaction. */
@Component
class HookHandler implements IntakeHandler {
    private static final String LEAD_SOURCE = "webhook";

    private final KnownAutomations known;
    private final MappedLeads leads;

    HookHandler(KnownAutomations known, MappedLeads leads) {
        this.known = known;
        this.leads = leads;
    }

    @Override
    public IntakeSource source() {
        return IntakeSource.AUTOMATION;
    }

    /** What comes while nothing would run is kept, to be replayed. */
    @Override
    public IntakeOutcome handle(Caller caller, ReceivedIntake received) {
        var one = known.find(caller.workspaceId(), received.sourceId())
                .filter(HookHandler::isListening)
                .orElse(null);
        if (one == null) {
            return IntakeOutcome.ignored(Refusal.of("automation.not_listening"));
        }
        var mapping = WebhookReceived.mapping(one.definition().trigger().config());
        return leads.take(
                caller, received, received.fields(), new MappedLeads.Terms(mapping, Target.USUAL, LEAD_SOURCE, null));
    }

    private static boolean isListening(Known one) {
        return one.automation().isActive() && one.definition().trigger().type().equals(WebhookReceived.TYPE);
    }
}
