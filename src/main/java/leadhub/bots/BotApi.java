package leadhub.bots;

import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Bots in the LeadHub dialect. */
@Component
class BotApi implements Routes.Provider {
    private static final String ALL = "/api/v1/bots";
    private static final String ONE = ALL + "/{uuid}";

    private final Bots bots;
    private final BotReader reader;

    BotApi(Bots bots, BotReader reader) {
        this.bots = bots;
        this.reader = reader;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(ALL, Scope.READ_INTEGRATIONS, this::list)
                .post(ALL, Scope.WRITE_INTEGRATIONS, this::create)
                .get(ONE, Scope.READ_INTEGRATIONS, this::show)
                .update(ONE, Scope.WRITE_INTEGRATIONS, this::change, this::current)
                .delete(ONE, Scope.WRITE_INTEGRATIONS, this::delete, this::current);
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var page = bots.list(exchange.caller(), paging.slice());
        return Envelope.page(exchange, paging, page.map(bot -> BotView.of(bot, exchange.origin())));
    }

    private Answer show(Exchange exchange) {
        return one(exchange, bots.get(exchange.caller(), exchange.text(0)));
    }

    private Answer current(Exchange exchange) {
        return one(exchange, bots.lock(exchange.caller(), exchange.text(0)));
    }

    private Answer create(Exchange exchange) {
        var bot = bots.create(exchange.caller(), reader.create(exchange.caller(), new Input(exchange.body())));
        return Answer.created(
                exchange.origin() + ALL + "/" + bot.id(), new Envelope.One<>(BotView.of(bot, exchange.origin())));
    }

    private Answer change(Exchange exchange) {
        bots.get(exchange.caller(), exchange.text(0));
        var change = reader.change(new Input(exchange.body()));
        return one(exchange, bots.change(exchange.caller(), exchange.text(0), change));
    }

    private Answer delete(Exchange exchange) {
        bots.delete(exchange.caller(), exchange.text(0));
        return Answer.noContent();
    }

    private static Answer one(Exchange exchange, Bot bot) {
        return Answer.ok(new Envelope.One<>(BotView.of(bot, exchange.origin())));
    }
}
