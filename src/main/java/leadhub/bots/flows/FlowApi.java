package leadhub.bots.flows;

import java.util.List;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Refusal;
import leadhub.conversations.Message;
import leadhub.web.Words;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;

/** Flows of bots in the LeadHub dialect: a draft that is saved, tried out and published. */
@Component
class FlowApi implements Routes.Provider {
    private static final String ONE = "/api/v1/bots/{uuid}/flow";
    private static final int MOST_SAID = 100;

    private final BotFlows flows;
    private final FlowTrials trials;

    FlowApi(BotFlows flows, FlowTrials trials) {
        this.flows = flows;
        this.trials = trials;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(ONE, Scope.READ_INTEGRATIONS, this::show)
                .patch(ONE, Scope.WRITE_INTEGRATIONS, this::save, this::current)
                .post(ONE + "/publish", Scope.WRITE_INTEGRATIONS, this::publish, this::current)
                .post(ONE + "/try", Scope.READ_INTEGRATIONS, this::tryOut);
    }

    private Answer show(Exchange exchange) {
        return one(flows.get(exchange.caller(), exchange.text(0)));
    }

    private Answer current(Exchange exchange) {
        return one(flows.lock(exchange.caller(), exchange.text(0)));
    }

    private Answer save(Exchange exchange) {
        flows.get(exchange.caller(), exchange.text(0));
        var input = new Input(exchange.body());
        var steps = steps(input);
        input.errors().check();
        return one(flows.save(exchange.caller(), exchange.text(0), steps));
    }

    /** Null goes back to what is published. */
    private static @Nullable ArrayNode steps(Input input) {
        var sent = input.node().get("steps");
        if (sent == null) {
            input.reject("steps", Refusal.of("required"));
            return null;
        }
        if (!sent.isNull() && !sent.isArray()) {
            input.reject("steps", Refusal.of("array"));
        }
        return sent instanceof ArrayNode list ? list : null;
    }

    private Answer publish(Exchange exchange) {
        flows.get(exchange.caller(), exchange.text(0));
        new Input(exchange.body());
        return one(flows.publish(exchange.caller(), exchange.text(0)));
    }

    private Answer tryOut(Exchange exchange) {
        flows.get(exchange.caller(), exchange.text(0));
        var input = new Input(exchange.body());
        var language = input.text("language", 35, Words.LANGUAGES::contains, Refusal.of("in"))
                .over(null);
        var isOpen = input.bool("is_open").over(null);
        var said = input.texts("said", MOST_SAID, Message.MOST_CHARACTERS).over(null);
        input.errors().check();
        var terms = new FlowTrials.Terms(language, isOpen);
        var trial = trials.of(exchange.caller(), exchange.text(0), terms, said == null ? List.of() : said);
        return Answer.ok(new Envelope.One<>(FlowViews.Trial.of(trial)));
    }

    private static Answer one(BotFlow flow) {
        return Answer.ok(new Envelope.One<>(FlowViews.One.of(flow)));
    }
}
