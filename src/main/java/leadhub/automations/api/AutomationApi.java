package leadhub.automations.api;

import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.automations.Automations;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.WaitingRuns;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Automations in the LeadHub dialect. */
@Component
class AutomationApi implements Routes.Provider {
    static final String ALL = "/api/v1/automations";
    static final String ONE = ALL + "/{id}";

    private final Automations automations;
    private final AutomationViews views;
    private final AutomationTypes types;

    AutomationApi(Automations automations, AutomationViews views, AutomationTypes types) {
        this.automations = automations;
        this.views = views;
        this.types = types;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(ALL, Scope.READ_AUTOMATIONS, this::list)
                .get(ALL + "/types", Scope.READ_AUTOMATIONS, this::types)
                .get(ONE, Scope.READ_AUTOMATIONS, this::show)
                .post(ALL, Scope.WRITE_AUTOMATIONS, this::create)
                .post(ONE + "/rotate", Scope.WRITE_AUTOMATIONS, this::rotate)
                .update(ONE, Scope.WRITE_AUTOMATIONS, this::change, this::current)
                .delete(ONE, Scope.DELETE_AUTOMATIONS, this::delete, this::current);
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var page = automations.list(exchange.caller(), paging.slice());
        return Envelope.page(exchange, paging, page.map(one -> views.of(exchange.caller(), exchange.origin(), one)));
    }

    private Answer types(Exchange exchange) {
        return Answer.ok(new Envelope.One<>(types.all()));
    }

    private Answer show(Exchange exchange) {
        return one(exchange, automations.get(exchange.caller(), exchange.id(0)));
    }

    private Answer current(Exchange exchange) {
        return one(exchange, automations.lock(exchange.caller(), exchange.id(0)));
    }

    private Answer create(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var createsTags = Boolean.TRUE.equals(query.bool("create_tags"));
        query.errors().check();
        var wanted = AutomationReader.create(new Input(exchange.body()));
        var made = automations.create(exchange.caller(), wanted, createsTags);
        return Answer.created(
                exchange.origin() + ALL + "/" + made.automation().id(),
                new Envelope.One<>(views.of(exchange.caller(), exchange.origin(), made)));
    }

    private Answer change(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var createsTags = Boolean.TRUE.equals(query.bool("create_tags"));
        var waiting = query.choice("waiting_runs", WaitingRuns.class, WaitingRuns.KEEP);
        query.errors().check();
        automations.get(exchange.caller(), exchange.id(0));
        var change = AutomationReader.change(new Input(exchange.body()));
        return one(exchange, automations.change(exchange.caller(), exchange.id(0), change, createsTags, waiting));
    }

    private Answer rotate(Exchange exchange) {
        automations.get(exchange.caller(), exchange.id(0));
        new Input(exchange.body());
        return one(exchange, automations.rotate(exchange.caller(), exchange.id(0)));
    }

    private Answer delete(Exchange exchange) {
        automations.delete(exchange.caller(), exchange.id(0));
        return Answer.noContent();
    }

    private Answer one(Exchange exchange, Known known) {
        return Answer.ok(new Envelope.One<>(views.of(exchange.caller(), exchange.origin(), known)));
    }
}
