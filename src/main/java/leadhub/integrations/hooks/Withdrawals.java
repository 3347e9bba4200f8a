package leadhub.integrations.hooks;

import java.time.Clock;
import java.util.Optional;
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
        if (ownerId != received.sourceId() && !isMovedTo(ownerId, caller, received)) {
            return ignored();
        }
        var leadId = taken(caller, received, ownerId, externalId)
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

    /** Later leads are looked up at the owner, by whichever URL they come; false if it was said there before. */
    private boolean isMovedTo(long ownerId, Caller caller, ReceivedIntake received) {
        var id = received.externalId();
        return id == null
                || intake.move(
                        caller.workspaceId(),
                        new WithdrawnIntake.Sent(received.source(), received.sourceId(), id),
                        ownerId);
    }

    /** What isn't fetched yet may still be at the integration by whose URL it was announced. */
    private Optional<Long> taken(Caller caller, ReceivedIntake received, long ownerId, String externalId) {
        var workspaceId = caller.workspaceId();
        var atOwner =
                intake.take(workspaceId, new WithdrawnIntake.Sent(received.source(), ownerId, externalId), WITHDRAWN);
        if (ownerId == received.sourceId()) {
            return atOwner;
        }
        var atReceiver = intake.take(
                workspaceId, new WithdrawnIntake.Sent(received.source(), received.sourceId(), externalId), WITHDRAWN);
        return atOwner.or(() -> atReceiver);
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
