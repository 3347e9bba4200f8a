package leadhub.integrations.hooks;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.intake.IntakeHandler;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.IntakeReason;
import leadhub.intake.IntakeSource;
import leadhub.intake.ReceivedIntake;
import leadhub.integrations.AskedType;
import leadhub.integrations.FetchingType;
import leadhub.integrations.HookWork;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationType;
import leadhub.integrations.IntegrationTypes;
import leadhub.integrations.Integrations;
import leadhub.integrations.MappedLeads;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes leads of what came in by an integration, as its mapping says. */
public abstract class IntegrationHandler implements IntakeHandler {
    private static final Refusal PAUSED = Refusal.of("integration.paused");

    private final Integrations integrations;
    private final IntegrationTypes types;
    private final MappedLeads leads;
    private final Withdrawals withdrawals;
    private final Map<String, HookWork> works;

    IntegrationHandler(
            Integrations integrations,
            IntegrationTypes types,
            MappedLeads leads,
            Withdrawals withdrawals,
            List<HookWork> works) {
        this.integrations = integrations;
        this.types = types;
        this.leads = leads;
        this.withdrawals = withdrawals;
        this.works = works.stream().collect(Collectors.toMap(HookWork::type, work -> work));
    }

    @Component
    static final class OfWebhooks extends IntegrationHandler {
        OfWebhooks(
                Integrations integrations,
                IntegrationTypes types,
                MappedLeads leads,
                Withdrawals withdrawals,
                List<HookWork> works) {
            super(integrations, types, leads, withdrawals, works);
        }

        @Override
        public IntakeSource source() {
            return IntakeSource.WEBHOOK;
        }
    }

    @Component
    static final class OfOthers extends IntegrationHandler {
        OfOthers(
                Integrations integrations,
                IntegrationTypes types,
                MappedLeads leads,
                Withdrawals withdrawals,
                List<HookWork> works) {
            super(integrations, types, leads, withdrawals, works);
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
        var integration = integrations.get(caller, received.sourceId());
        var terms = integration.terms();
        var type = types.get(terms.type());
        var work = works.get(terms.type());
        if (work != null) {
            return work.take(caller, received, integration);
        }
        var payload = type.payload(received);
        var withdrawn = type.withdraws(payload).orElse(null);
        if (withdrawn != null) {
            return withdrawals.take(caller, received, owner(caller, integration, type, payload), withdrawn);
        }
        var refused = type.refuse(payload, terms.config()).orElse(null);
        if (refused != null) {
            return IntakeOutcome.ignored(refused);
        }
        if (terms.isPaused() && isOfAnother(caller, received)) {
            return IntakeOutcome.ignored(PAUSED);
        }
        if (type instanceof FetchingType fetching && fetching.isToBeFetched(payload, terms.config())) {
            return held(caller, received, terms);
        }
        if (withdrawals.isTakenBack(caller, received, type)) {
            return Withdrawals.ignored();
        }
        return leads.take(
                caller,
                received,
                payload,
                new MappedLeads.Terms(
                        terms.mapping().and(type.ownMapping(payload)),
                        terms.target(),
                        terms.type(),
                        type.follows(payload).orElse(null)));
    }

    private long owner(Caller caller, Integration integration, IntegrationType type, JsonNode payload) {
        return type instanceof AskedType asked
                ? integrations.owner(caller.workspaceId(), integration, asked.owners(payload))
                : integration.id();
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
