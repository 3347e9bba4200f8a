package leadhub.bots.flows;

import java.time.Instant;
import java.util.List;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.bots.Bots;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The figures of a bot in the LeadHub dialect. */
@Component
class BotFigureApi implements Routes.Provider {
    private final Bots bots;
    private final BotFigures figures;

    BotFigureApi(Bots bots, BotFigures figures) {
        this.bots = bots;
        this.figures = figures;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get("/api/v1/bots/{uuid}/stats", Scope.READ_INTEGRATIONS, this::show);
    }

    private Answer show(Exchange exchange) {
        var bot = bots.get(exchange.caller(), exchange.text(0));
        return Answer.ok(new Envelope.One<>(View.of(figures.of(exchange.caller(), bot.id()))));
    }

    /** The figures as the contract spells them. */
    record View(
            Instant since,
            long started,
            long engaged,
            long captured,
            long handedOver,
            long answeredInTime,
            List<StepView> steps) {
        static View of(BotFigures.Counted counted) {
            var all = counted.all();
            return new View(
                    counted.since(),
                    all.started(),
                    all.engaged(),
                    all.captured(),
                    all.handedOver(),
                    all.inTime(),
                    counted.steps().stream().map(StepView::of).toList());
        }
    }

    /** A step of them. */
    record StepView(
            String stepId, @Nullable String type, @Nullable String text, long reached, long left) {
        static StepView of(BotFigures.Step step) {
            return new StepView(step.id(), step.type(), step.text(), step.reached(), step.left());
        }
    }
}
