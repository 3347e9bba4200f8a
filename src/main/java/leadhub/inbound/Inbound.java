package leadhub.inbound;

import leadhub.base.Caller;
import leadhub.intake.DuplicatePolicy;
import leadhub.intake.IntakeLeads;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.ReceivedIntake;
import leadhub.leads.record.LeadChange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Accepts inbound leads, and recognizes known ones. */
@Service
public class Inbound {
    private static final String SOURCE = "inbound";

    private final IntakeLeads leads;

    Inbound(IntakeLeads leads) {
        this.leads = leads;
    }

    /**
     * Creates a lead, or adds to the one with the same email or phone: what was sent fills empty fields, adds tags and
     * custom fields, overwrites nothing, and goes onto the timeline in full.
     *
     * @param sent the whole request as JSON
     */
    public IntakeOutcome take(Caller caller, LeadChange facts, String sent, @Nullable ReceivedIntake received) {
        return leads.take(caller, facts, new IntakeLeads.Terms(SOURCE, DuplicatePolicy.FILL, received), sent);
    }
}
