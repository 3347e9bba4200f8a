package leadhub.webhooks.log;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
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
import leadhub.web.input.IsoTimes;
import leadhub.web.input.QueryInput;
import leadhub.webhooks.Webhook;
import leadhub.webhooks.WebhookEvents;
import leadhub.webhooks.Webhooks;
import leadhub.webhooks.delivery.DeliveryStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Deliveries of webhooks in the LeadHub dialect. */
@Component
class DeliveryApi implements Routes.Provider {
    private static final String WEBHOOK = "/api/v1/webhooks/{id}";
    private static final String ALL = WEBHOOK + "/deliveries";
    private static final String ONE = ALL + "/{delivery}";

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final DeliveryReplays replays;

    DeliveryApi(Webhooks webhooks, Deliveries deliveries, DeliveryReplays replays) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.replays = replays;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get(ALL, Scope.READ_INTEGRATIONS, this::list)
                .get(ONE, Scope.READ_INTEGRATIONS, this::show)
                .alsoNeeding(
                        Scope.READ_LEADS,
                        lines -> lines.post(WEBHOOK + "/test", Scope.WRITE_INTEGRATIONS, this::test)
                                .post(WEBHOOK + "/replay", Scope.WRITE_INTEGRATIONS, this::replayMany)
                                .post(ONE + "/replay", Scope.WRITE_INTEGRATIONS, this::replay));
    }

    private Answer list(Exchange exchange) {
        var webhook = webhook(exchange);
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        var status = status(query.text("status"));
        if (status.isEmpty() && query.text("status") != null) {
            query.reject("status", Refusal.of("in"));
        }
        query.errors().check();
        return Envelope.page(
                exchange,
                paging,
                deliveries
                        .list(exchange.caller(), webhook, status.orElse(null), paging.slice())
                        .map(DeliveryView::of));
    }

    /** What a body tells of leads is for those who may read leads. */
    private Answer show(Exchange exchange) {
        var key = exchange.credential();
        var withBody = key != null && key.scopes().contains(Scope.READ_LEADS);
        var whole = deliveries.whole(exchange.caller(), webhook(exchange), exchange.id(1), withBody);
        return Answer.ok(new Envelope.One<>(DeliveryView.of(whole)));
    }

    private Answer test(Exchange exchange) {
        var webhook = webhook(exchange);
        var input = new Input(exchange.body());
        var usual = webhook.terms().events().getFirst();
        var typed = input.text("event", 100).over(null);
        var event = typed == null ? usual.equals(WebhookEvents.ANY) ? WebhookEvents.ALL.getFirst() : usual : typed;
        if (!WebhookEvents.ALL.contains(event)) {
            input.reject("event", Refusal.of("in"));
        }
        input.errors().check();
        return accepted(DeliveryView.of(deliveries.test(exchange.caller(), webhook, event)));
    }

    private Answer replay(Exchange exchange) {
        var webhook = webhook(exchange);
        deliveries.get(exchange.caller(), webhook, exchange.id(1));
        new Input(exchange.body());
        return accepted(DeliveryView.of(deliveries.replay(exchange.caller(), webhook, exchange.id(1))));
    }

    private Answer replayMany(Exchange exchange) {
        var webhook = webhook(exchange);
        var input = new Input(exchange.body());
        var word = input.text("status", 20).over(null);
        var status = status(word).filter(one -> one != DeliveryStatus.PENDING);
        if (word != null && status.isEmpty()) {
            input.reject("status", Refusal.of("in"));
        }
        var range = new DeliveryReplays.Range(time(input, "from"), time(input, "to"), status.orElse(null));
        input.errors().check();
        return accepted(DeliveryView.Replays.of(replays.start(exchange.caller(), webhook, range)));
    }

    private static @Nullable Instant time(Input input, String field) {
        var text = input.text(field, 100).over(null);
        var time = text == null ? Optional.<Instant>empty() : IsoTimes.read(text);
        if (text != null && time.isEmpty()) {
            input.reject(field, Refusal.of("date"));
        }
        return time.orElse(null);
    }

    private static Optional<DeliveryStatus> status(@Nullable String word) {
        return Arrays.stream(DeliveryStatus.values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }

    private Webhook webhook(Exchange exchange) {
        return webhooks.get(exchange.caller(), exchange.id(0));
    }

    private static Answer accepted(Object view) {
        return new Answer(202, Map.of(), new Envelope.One<>(view));
    }
}
