package leadhub.webhooks.log;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.webhooks.Webhook;
import leadhub.webhooks.WebhookSamples;
import leadhub.webhooks.delivery.DeliveryMarks;
import leadhub.webhooks.delivery.DeliveryStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was delivered to webhooks, or is to be; sends it again. Whose webhook it is has been looked at before. */
@Service
public class Deliveries {
    private static final String HIDDEN = "***";

    private final DeliverySql sql;
    private final DeliveryMarks marks;
    private final WebhookSamples samples;
    private final Audit audit;
    private final Clock clock;

    Deliveries(DeliverySql sql, DeliveryMarks marks, WebhookSamples samples, Audit audit, Clock clock) {
        this.sql = sql;
        this.marks = marks;
        this.samples = samples;
        this.audit = audit;
        this.clock = clock;
    }

    /** One page of them, newest first. @param status null for all */
    Page<Delivery> list(Caller caller, Webhook webhook, @Nullable DeliveryStatus status, Slice slice) {
        return sql.list(caller.workspaceId(), webhook.id(), status, slice);
    }

    /** One of them. */
    public Delivery get(Caller caller, Webhook webhook, long id) {
        return sql.find(caller.workspaceId(), webhook.id(), id).orElseThrow(Deliveries::unknown);
    }

    /** One of them with all that was sent and answered. @param withBody whether the caller may see what it tells of leads */
    public WholeDelivery whole(Caller caller, Webhook webhook, long id, boolean withBody) {
        var delivery = get(caller, webhook, id);
        var body =
                withBody ? sql.body(caller.workspaceId(), delivery.messageId()).orElse(null) : null;
        return new WholeDelivery(
                delivery, headers(webhook, delivery), body, sql.attempts(caller.workspaceId(), webhook.id(), id));
    }

    private static Map<String, String> headers(Webhook webhook, Delivery delivery) {
        var headers = new TreeMap<>(webhook.terms().hiddenHeaders());
        headers.put("Content-Type", "application/json");
        headers.put("X-LeadHub-Event", delivery.event());
        headers.put("X-LeadHub-Delivery", Long.toString(delivery.id()));
        headers.put("X-LeadHub-Signature", HIDDEN);
        headers.put("webhook-id", delivery.eventId());
        headers.put("webhook-timestamp", HIDDEN);
        headers.put("webhook-signature", HIDDEN);
        if (delivery.isReplay()) {
            headers.put("X-LeadHub-Replay", "true");
        }
        return headers;
    }

    /** Sends a made-up event, also to a webhook that is switched off. It is tried once. */
    @Transactional
    public Delivery test(Caller caller, Webhook webhook, String event) {
        caller.require(Permission.WRITE_INTEGRATIONS);
        var eventId = "evt_test" + UUID.randomUUID().toString().replace("-", "");
        var body = Json.write(samples.test(event, eventId, Times.now(clock)));
        var id = sql.insertTest(caller.workspaceId(), webhook.id(), eventId, event, body, Times.now(clock));
        audit.record(caller, "webhook.tested", webhook.id(), null, Map.of("event", event));
        marks.leave(caller.workspaceId());
        return get(caller, webhook, id);
    }

    /** Sends what a delivery told again, under the same id; refused while an attempt is pending. */
    @Transactional
    public Delivery replay(Caller caller, Webhook webhook, long id) {
        caller.require(Permission.WRITE_INTEGRATIONS);
        var workspaceId = caller.workspaceId();
        if (!sql.lockReplays(workspaceId, webhook.id())) {
            throw unknown();
        }
        var first = sql.first(workspaceId, webhook.id(), id).orElseThrow(Deliveries::unknown);
        var replay = sql.insertReplay(workspaceId, webhook.id(), first, Times.now(clock))
                .orElseThrow(() -> new Problem.Conflict(Refusal.of("delivery.pending")).exception());
        audit.record(caller, "webhook.replayed", webhook.id(), null, Map.of("delivery_id", id));
        marks.leave(workspaceId);
        return get(caller, webhook, replay);
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("delivery.not_found")).exception();
    }
}
