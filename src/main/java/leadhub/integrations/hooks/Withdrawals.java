package leadhub.integrations.hooks;

import java.time.Clock;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.ReceivedIntake;
import leadhub.intake.WithdrawnIntake;
import leadhub.integrations.IntegrationType;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadChange;
import org.springframework.stereotype.Component;

/**
 * Does what a person wants who takes back a lead at the provider: what still waits makes none, and a lead that there is says so, in a custom
 * field and on its timeline. It isn't deleted: it may be known from elsewhere, and people decide on that.
 */
@Component
public class Withdrawals {
    /** The custom field that says when. */
    static final String FIELD = "withdrawn_at";

    private static final Refusal WITHDRAWN = Refusal.of("integration.withdrawn");

    private final WithdrawnIntake intake;
    private final Leads leads;
    private final Clock clock;

    Withdrawals(WithdrawnIntake intake, Leads leads, Clock clock) {
        this.intake = intake;
        this.leads = leads;
        this.clock = clock;
    }

    /** @param ownerId of the integration that has what is taken back */
    IntakeOutcome take(Caller caller, ReceivedIntake received, long ownerId, String externalId) {
        var sent = new WithdrawnIntake.Sent(received.source(), ownerId, externalId);
        var leadId = intake.take(caller.workspaceId(), sent, WITHDRAWN)
                .filter(id -> leads.hold(caller, id).isPresent());
        if (leadId.isEmpty()) {
            return IntakeOutcome.ignored(WITHDRAWN);
        }
        var mark = Json.MAPPER.createObjectNode();
        mark.put(FIELD, Times.now(clock).toString());
        leads.change(
                caller,
                leadId.get(),
                LeadChange.builder().customFields(Change.set(mark)).build());
        leads.withdrawn(caller, leadId.get());
        return IntakeOutcome.added(leadId.get());
    }

    /** Whether it was taken back before it came, for nobody keeps them in order. */
    boolean isTakenBack(Caller caller, ReceivedIntake received, IntegrationType type) {
        var externalId = received.externalId();
        return externalId != null
                && type.withdrawnAs(externalId)
                        .filter(id -> intake.isSetAside(
                                caller.workspaceId(),
                                new WithdrawnIntake.Sent(received.source(), received.sourceId(), id)))
                        .isPresent();
    }

    static IntakeOutcome ignored() {
        return IntakeOutcome.ignored(WITHDRAWN);
    }
}
