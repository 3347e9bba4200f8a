package leadhub.inbound;

import java.util.Objects;
import leadhub.api.Answer;
import leadhub.api.Credential;
import leadhub.api.Dialect;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.intake.IntakeLedger;
import leadhub.intake.IntakeOutcome;
import leadhub.intake.IntakeSource;
import leadhub.intake.NewIntake;
import leadhub.intake.ReceivedIntake;
import leadhub.web.input.Input;
import leadhub.web.input.Query;
import org.springframework.stereotype.Component;

/** The address for inbound leads in the LeadHub reference. */
@Component
class InboundApi implements Routes.Provider {
    private final IntakeLedger ledger;
    private final Inbound inbound;
    private final InboundReader reader;

    InboundApi(IntakeLedger ledger, Inbound inbound, InboundReader reader) {
        this.ledger = ledger;
        this.inbound = inbound;
        this.reader = reader;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.postForm("/api/inbound/leads", Scope.WRITE_LEADS, InboundApi::requireOwnWorkspace, this::take);
    }

    private static void requireOwnWorkspace(Credential key, Query query) {
        if (query.value("tenant")
                .filter(slug -> !slug.equals(key.workspaceSlug()))
                .isPresent()) {
            // The same answer if the workspace doesn't exist, so that nobody learns which ones do.
            throw new Problem.Forbidden(Refusal.of("workspace.not_yours")).exception();
        }
    }

    private Answer take(Exchange exchange) {
        var caller = exchange.caller();
        var wanted = NewIntake.of(IntakeSource.INBOUND, 0, caller.actor(), exchange.sent());
        return ledger.take(caller, wanted, received -> {
                    var outcome = take(exchange, received);
                    return new IntakeLedger.Done<>(outcome, answer(outcome));
                })
                .orElseThrow();
    }

    private IntakeOutcome take(Exchange exchange, ReceivedIntake received) {
        var input = new Input(exchange.body());
        if (exchange.query().value("tenant").isEmpty()) {
            input.reject("tenant", Refusal.of("required"));
        }
        var facts = reader.read(exchange.caller(), input);
        input.errors().check();
        return inbound.take(exchange.caller(), facts, Json.write(input.node()), received);
    }

    private static Answer answer(IntakeOutcome outcome) {
        var leadId = Objects.requireNonNull(outcome.leadId());
        return outcome.isNewLead()
                ? Answer.created(new Taken("created", leadId, false))
                : Answer.ok(new Taken("duplicate", leadId, true));
    }

    record Taken(String status, long leadId, boolean isDuplicate) {}
}
