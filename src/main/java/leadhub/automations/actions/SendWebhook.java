package leadhub.automations.actions;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.actions.OutsideActionKind;
import leadhub.actions.OutsideEffect;
import leadhub.automations.hooks.OwnHooks;
import leadhub.base.Caller;
import leadhub.base.Effect;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.leads.Leads;
import leadhub.leads.api.EventBody;
import leadhub.outside.AllowedAddresses;
import leadhub.outside.OutsideHttp;
import leadhub.outside.OutsideOutcome;
import leadhub.outside.OutsideRequest;
import leadhub.outside.OutsideTargets;
import leadhub.outside.OutsideUrl;
import leadhub.webhooks.WebhookHeaders;
import leadhub.webhooks.WebhookSecrets;
import leadhub.webhooks.delivery.Retries;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Posts a lead to an address outside, signed as webhooks are, and waits until it is taken.
 *
 * <p>Limits: 15 s for an attempt, four of them within half an hour; of an answer 1 MiB is read and nothing is kept.
 */
@Component
final class SendWebhook implements OutsideActionKind, DisposableBean {
    static final String EVENT = "automation.action";
    private static final String URL = "url";
    private static final String SECRET = "secret";
    private static final String HEADERS = "headers";
    private static final int MOST_URL_CHARACTERS = 2_000;
    private static final int LEAST_SECRET_CHARACTERS = 8;
    private static final int MOST_SECRET_CHARACTERS = 100;
    private static final int MOST_HEADERS = 20;
    private static final int MOST_CALLS = 128;
    private static final int MOST_CALLS_OF_HOST = 16;
    /** So that it is tried at once, after 5 seconds, 5 minutes and 30 minutes. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(295), Duration.ofMinutes(25));

    private static final OutsideRequest.Most MOST = new OutsideRequest.Most(1 << 20, 0);

    private final OutsideHttp http;
    private final OutsideTargets targets;
    private final Leads leads;
    private final EventBody bodies;
    private final OwnHooks own;
    private final Clock clock;

    // One more than usual: what may not be called is asked in two places.
    SendWebhook(
            AllowedAddresses allowed,
            OutsideTargets targets,
            Leads leads,
            EventBody bodies,
            OwnHooks own,
            Clock clock) {
        this.http = OutsideHttp.withRoomFor(allowed, MOST_CALLS_OF_HOST, MOST_CALLS);
        this.targets = targets;
        this.leads = leads;
        this.bodies = bodies;
        this.own = own;
        this.clock = clock;
    }

    @Override
    public String key() {
        return "send_webhook";
    }

    @Override
    public Effect effect() {
        return Effect.WEBHOOKS;
    }

    @Override
    public List<ActionField> fields() {
        return List.of(
                ActionField.required(URL, ActionField.Type.URL),
                ActionField.optional(SECRET, ActionField.Type.SECRET),
                ActionField.optional(HEADERS, ActionField.Type.HEADERS));
    }

    @Override
    public List<Duration> pauses() {
        return PAUSES;
    }

    @Override
    public Action check(ActionRequest request) {
        var url = OutsideUrl.parse(request.text(URL, MOST_URL_CHARACTERS))
                .orElseThrow(() -> request.refused(URL, Refusal.of("url")));
        if (targets.leadInside(url)) {
            throw request.refused(URL, Refusal.of("webhook.private_target"));
        }
        if (own.have(url)) {
            throw request.refused(URL, Refusal.of("webhook.own_hook"));
        }
        var config = ActionConfig.of(URL, url.toString());
        if (request.has(SECRET)) {
            var secret = request.text(SECRET, MOST_SECRET_CHARACTERS);
            if (secret.length() < LEAST_SECRET_CHARACTERS) {
                throw request.refused(
                        SECRET,
                        Refusal.of("between.string")
                                .with("min", LEAST_SECRET_CHARACTERS)
                                .with("max", MOST_SECRET_CHARACTERS));
            }
            config = config.with(SECRET, secret);
        }
        return new Action(key(), request.has(HEADERS) ? config.with(HEADERS, headers(request)) : config, null);
    }

    private static ObjectNode headers(ActionRequest request) {
        if (!(request.value(HEADERS) instanceof ObjectNode sent)) {
            throw request.refused(HEADERS, Refusal.of("array"));
        }
        if (sent.size() > MOST_HEADERS) {
            throw request.refused(HEADERS, Refusal.of("max.array").with("max", MOST_HEADERS));
        }
        for (var header : sent.properties()) {
            if (!header.getValue().isString()
                    || !WebhookHeaders.mayBear(
                            header.getKey(), header.getValue().stringValue())) {
                throw request.refused(HEADERS + "." + header.getKey(), Refusal.of("invalid"));
            }
        }
        return sent;
    }

    @Override
    public OutsideEffect perform(Caller caller, long leadId, ActionConfig config, String id) {
        if (own.have(URI.create(config.text(URL)))) {
            return new OutsideEffect.Failed("loop", true, null);
        }
        var body = body(caller, leadId, id);
        var headers = new TreeMap<String, String>();
        if (config.has(HEADERS)) {
            headers.putAll(Json.texts(config.value(HEADERS)));
        }
        headers.putAll(ours(config, id, body));
        var request = new OutsideRequest("POST", URI.create(config.text(URL)), headers, body, MOST);
        return switch (http.send(request)) {
            case OutsideOutcome.Answered answer
            when answer.isSuccess() -> new OutsideEffect.Done(Map.of("status", answer.status()));
            case OutsideOutcome.Answered answer ->
                new OutsideEffect.Failed(
                        "status_" + answer.status(),
                        false,
                        answer.header("Retry-After")
                                .flatMap(header -> Retries.retryAfter(header, Times.now(clock)))
                                .orElse(null));
            case OutsideOutcome.Failed(var failure, var took) -> new OutsideEffect.Failed(failure.word(), false, null);
        };
    }

    private Map<String, String> ours(ActionConfig config, String id, byte[] body) {
        var now = Times.now(clock);
        var headers = new TreeMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("X-LeadHub-Event", EVENT);
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        if (config.has(SECRET)) {
            var secrets = WebhookSecrets.of(config.text(SECRET));
            headers.put("X-LeadHub-Signature", secrets.leadHubSignature(body));
            headers.put("webhook-signature", secrets.standardSignature(id, now, body));
        }
        return headers;
    }

    /** The members of webhooks' events, and whose doing it is. */
    private byte[] body(Caller caller, long leadId, String id) {
        var lead = leads.get(caller, leadId);
        var actor = caller.actor();
        var run = actor.run();
        var body = new LinkedHashMap<String, Object>();
        body.put("id", id);
        body.put("event", EVENT);
        body.put(
                "occurred_at",
                Times.now(clock)
                        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                        .toString());
        body.put("sequence", lead.eventSequence());
        body.put("caused_by", actor.causedBy());
        body.put("changes", Map.of());
        body.put("lead", bodies.lead(caller, lead));
        body.put("automation", Map.of("id", actor.id(), "name", actor.name()));
        body.put("run", Map.of("id", run == null ? 0 : run.id()));
        return Json.MAPPER.writeValueAsBytes(body);
    }

    @Override
    public void destroy() throws IOException {
        http.close();
    }
}
