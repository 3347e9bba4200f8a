package leadhub.webhooks;

import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Refusal;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Webhooks in the LeadHub dialect. */
@Component
class WebhookApi implements Routes.Provider {
    private static final String ALL = "/api/v1/webhooks";
    private static final String ONE = ALL + "/{id}";

    private final Webhooks webhooks;
    private final WebhookReader reader;
    private final WebhookSamples samples;

    WebhookApi(Webhooks webhooks, WebhookReader reader, WebhookSamples samples) {
        this.webhooks = webhooks;
        this.reader = reader;
        this.samples = samples;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    /** What is told to a webhook is read by whoever stands behind it. */
    @Override
    public void declare(Routes routes) {
        routes.get(ALL, Scope.READ_INTEGRATIONS, this::list)
                .get(ALL + "/samples", Scope.READ_INTEGRATIONS, this::samples)
                .get(ONE, Scope.READ_INTEGRATIONS, this::show)
                .delete(ONE, Scope.WRITE_INTEGRATIONS, this::delete, this::current)
                .alsoNeeding(
                        Scope.READ_LEADS,
                        lines -> lines.post(ONE + "/rotate", Scope.WRITE_INTEGRATIONS, this::rotate)
                                .asking(
                                        exchange -> reader.lookUp(exchange.body()),
                                        asking -> asking.post(ALL, Scope.WRITE_INTEGRATIONS, this::create)
                                                .update(ONE, Scope.WRITE_INTEGRATIONS, this::change, this::current)));
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        return Envelope.page(
                exchange,
                paging,
                webhooks.list(exchange.caller(), paging.slice()).map(WebhookView::of));
    }

    /** A bare list, as no-code tools read it. */
    private Answer samples(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var event = query.text("event");
        if (event != null && !event.equals(WebhookEvents.ANY) && !WebhookEvents.ALL.contains(event)) {
            query.reject("event", Refusal.of("in"));
        }
        query.errors().check();
        return Answer.ok(samples.of(event == null ? WebhookEvents.ANY : event));
    }

    private Answer show(Exchange exchange) {
        return one(webhooks.get(exchange.caller(), exchange.id(0)));
    }

    private Answer current(Exchange exchange) {
        return one(webhooks.lock(exchange.caller(), exchange.id(0)));
    }

    private Answer create(Exchange exchange) {
        var input = new Input(exchange.body());
        var made = webhooks.create(
                exchange.caller(), reader.create(exchange.caller().workspaceId(), input));
        return Answer.created(
                        exchange.origin() + ALL + "/" + made.webhook().id(), new Envelope.One<>(WebhookView.of(made)))
                .secret();
    }

    private Answer change(Exchange exchange) {
        var before = webhooks.get(exchange.caller(), exchange.id(0)).terms();
        var change = reader.change(exchange.caller().workspaceId(), new Input(exchange.body()), before);
        return one(webhooks.change(exchange.caller(), exchange.id(0), change));
    }

    private Answer rotate(Exchange exchange) {
        webhooks.get(exchange.caller(), exchange.id(0));
        var rotation = reader.rotation(new Input(exchange.body()));
        var made = webhooks.rotate(exchange.caller(), exchange.id(0), rotation.secret(), rotation.overlap());
        return Answer.ok(new Envelope.One<>(WebhookView.of(made))).secret();
    }

    private Answer delete(Exchange exchange) {
        webhooks.delete(exchange.caller(), exchange.id(0));
        return Answer.noContent();
    }

    private static Answer one(Webhook webhook) {
        return Answer.ok(new Envelope.One<>(WebhookView.of(webhook)));
    }
}
