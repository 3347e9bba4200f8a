package leadhub.automations.api;

import java.util.List;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.RefusalWords;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.automations.AutomationTrials;
import leadhub.automations.Automations;
import leadhub.automations.runs.Runs;
import leadhub.automations.runs.Runs.WaitingAt;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;

/** What another trigger and other steps would be, in the LeadHub dialect. */
@Component
class PreviewApi implements Routes.Provider {
    private final Automations automations;
    private final AutomationTrials trials;
    private final Runs runs;

    PreviewApi(Automations automations, AutomationTrials trials, Runs runs) {
        this.automations = automations;
        this.trials = trials;
        this.runs = runs;
    }

    record Preview(List<WaitingAt> waiting, List<AutomationView.Problem> problems) {}

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.post(AutomationApi.ONE + "/preview", Scope.READ_AUTOMATIONS, this::preview);
    }

    private Answer preview(Exchange exchange) {
        automations.get(exchange.caller(), exchange.id(0));
        var node = new Input(exchange.body()).node();
        var steps = node.path("steps").isNull() ? null : node.get("steps");
        var preview = trials.preview(exchange.caller(), exchange.id(0), node.get("trigger"), steps);
        var problems = preview.problems().entrySet().stream()
                .map(one -> new AutomationView.Problem(
                        one.getKey(),
                        RefusalWords.LEADHUB.say(one.getKey(), one.getValue().getFirst())))
                .toList();
        return Answer.ok(new Envelope.One<>(new Preview(runs.waiting(exchange.caller(), preview), problems)));
    }
}
