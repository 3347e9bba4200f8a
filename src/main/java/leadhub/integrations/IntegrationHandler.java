package leadhub.integrations;

import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.intake.IntakeHandler;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.IntakeReason;
import leadhub.intake.IntakeSource;
import leadhub.intake.ReceivedIntake;
import org.springframework.stereotype.Component;

/** Makes leads of what came in by an integration, as its mapping says. */
abstract class IntegrationHandler implements IntakeHandler {
    private static final Refusal PAUSED = Refusal.of("integration.paused");

    private final Integrations integrations;
    private final IntegrationTypes types;
    private final MappedLeads leads;

    IntegrationHandler(Integrations integrations, IntegrationTypes types, MappedLeads leads) {
        this.integrations = integrations;
        this.types = types;
        this.leads = leads;
    }

    @Component
    static final class OfWebhooks extends IntegrationHandler {
        OfWebhooks(Integrations integrations, IntegrationTypes types, MappedLeads leads) {
            super(integrations, types, leads);
        }

        @Override
        public IntakeSource source() {
            return IntakeSource.WEBHOOK;
        }
    }

    @Component
    static final class OfOthers extends IntegrationHandler {
        OfOthers(Integrations integrations, IntegrationTypes types, MappedLeads leads) {
            super(integrations, types, leads);
        }

        @Override
        public IntakeSource source() {
            return IntakeSource.INTEGRATION;
        }
    }

    @Override
    public IntakeOutcome handle(Caller caller, ReceivedIntake received) {
        if (received.isTest()) {
            return IntakeOutcome.test();
        }
        var terms = integrations.get(caller, received.sourceId()).terms();
        var type = types.get(terms.type());
        var payload = type.payload(received);
        var refused = type.refuse(payload, terms.config()).orElse(null);
        if (refused != null) {
            return IntakeOutcome.ignored(refused);
        }
        if (terms.isPaused() && isOfAnother(caller, received)) {
            return IntakeOutcome.ignored(PAUSED);
        }
        if (type instanceof FetchingType && !FetchingType.isFetched(payload)) {
            return held(caller, received, terms);
        }
        return leads.take(
                caller,
                received,
                payload,
                new MappedLeads.Terms(terms.mapping().and(type.ownMapping(payload)), terms.target(), terms.type()));
    }

    /** Whether it came by another one, whose hook or backfill asks only whether that is paused. A replay is wanted by somebody. */
    private static boolean isOfAnother(Caller caller, ReceivedIntake received) {
        return !received.isReplay() && caller.actor().id() != received.sourceId();
    }

    /** A replay of what was never fetched. */
    private IntakeOutcome held(Caller caller, ReceivedIntake received, Integration.Terms terms) {
        if (received.isAsNew()) {
            return IntakeOutcome.failed(IntakeReason.of(Refusal.of("integration.unfetched")));
        }
        if (terms.isPaused()) {
            return IntakeOutcome.ignored(PAUSED);
        }
        integrations.fetchSoon(caller);
        return IntakeOutcome.held();
    }
}
