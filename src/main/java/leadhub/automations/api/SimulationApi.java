package leadhub.automations.api;

import java.util.Map;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.automations.AutomationTrials;
import leadhub.automations.Automations;
import leadhub.automations.simulations.Simulation;
import leadhub.automations.simulations.Simulations;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;

/** Simulations of automations in the LeadHub dialect. */
@Component
class SimulationApi implements Routes.Provider {
    private static final String ONE = AutomationApi.ONE + "/simulate";
    private static final long USUAL_DAYS = 30;

    private final Automations automations;
    private final AutomationTrials trials;
    private final Simulations simulations;

    SimulationApi(Automations automations, AutomationTrials trials, Simulations simulations) {
        this.automations = automations;
        this.trials = trials;
        this.simulations = simulations;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(ONE, Scope.READ_AUTOMATIONS, this::show).post(ONE, Scope.WRITE_AUTOMATIONS, this::begin);
    }

    private Answer show(Exchange exchange) {
        automations.get(exchange.caller(), exchange.id(0));
        var found = simulations
                .find(exchange.caller(), exchange.id(0))
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("automation.not_simulated")).exception());
        return Answer.ok(view(exchange, found));
    }

    private Answer begin(Exchange exchange) {
        automations.get(exchange.caller(), exchange.id(0));
        var input = new Input(exchange.body());
        var sent = input.integer("days").over(null);
        var days = sent == null ? USUAL_DAYS : sent;
        if (days < 1 || days > Simulations.MOST_DAYS) {
            input.reject("days", Refusal.of("between").with("min", 1).with("max", Simulations.MOST_DAYS));
        }
        var imagined = trials.imagined(exchange.caller(), exchange.id(0), AutomationReader.imagined(input));
        var begun = simulations.begin(exchange.caller(), imagined, Math.toIntExact(days));
        return new Answer(202, Map.of(), view(exchange, begun));
    }

    private static Envelope.One<SimulationView> view(Exchange exchange, Simulation simulation) {
        return new Envelope.One<>(SimulationView.of(exchange.id(0), simulation));
    }
}
