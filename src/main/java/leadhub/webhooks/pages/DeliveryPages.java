package leadhub.webhooks.pages;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.conditions.ConditionFields;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.AskedDays;
import leadhub.webhooks.Webhook;
import leadhub.webhooks.WebhookEvents;
import leadhub.webhooks.Webhooks;
import leadhub.webhooks.delivery.DeliveryStatus;
import leadhub.webhooks.log.Deliveries;
import leadhub.webhooks.log.Delivery;
import leadhub.webhooks.log.DeliveryLog;
import leadhub.webhooks.log.DeliveryReplays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A webhook's own page: how it does, what was delivered to it, and what is sent again. */
@Component
class DeliveryPages implements PageRoutes.Provider {
    private static final String DELIVERY = WebhookPages.ONE + "/deliveries/{delivery}";
    private static final int PER_PAGE = 50;

    private final Webhooks webhooks;
    private final DeliveryLog log;
    private final Deliveries deliveries;
    private final DeliveryReplays replays;
    private final ConditionFields fields;

    DeliveryPages(
            Webhooks webhooks,
            DeliveryLog log,
            Deliveries deliveries,
            DeliveryReplays replays,
            ConditionFields fields) {
        this.webhooks = webhooks;
        this.log = log;
        this.deliveries = deliveries;
        this.replays = replays;
        this.fields = fields;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(WebhookPages.ONE, Role.ADMIN, visit -> Reply.page("webhooks/show.jte", screen(visit)))
                .getPart(WebhookPages.ONE + "/replays", Role.ADMIN, this::progress)
                .post(WebhookPages.ONE + "/test", Role.ADMIN, this::test)
                .post(WebhookPages.ONE + "/replay", Role.ADMIN, this::replayMany)
                .get(DELIVERY, Role.ADMIN, visit -> Reply.page("webhooks/delivery.jte", delivery(visit)))
                .getPart(DELIVERY + "/result", Role.ADMIN, this::result)
                .post(DELIVERY + "/replay", Role.ADMIN, this::replay);
    }

    private WebhookScreen screen(Visit visit) {
        var caller = visit.caller();
        var webhook = webhook(visit);
        return new WebhookScreen(
                webhook,
                fields.all(caller),
                log.waiting(caller, List.of(webhook)).getOrDefault(webhook.id(), 0L),
                log.undelivered(caller, webhook),
                new ReplayProgress(webhook, log.replays(caller, webhook)),
                log(visit, webhook));
    }

    private WebhookScreen.Log log(Visit visit, Webhook webhook) {
        var asked = LogQuery.of(visit);
        var before = visit.asked("before")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
        var found = asked.wrong() != null
                ? List.<Delivery>of()
                : log.list(visit.caller(), webhook, asked.filter(), before.orElse(Long.MAX_VALUE), PER_PAGE + 1);
        var shown = found.stream().limit(PER_PAGE).toList();
        var older = found.size() > PER_PAGE ? shown.getLast().id() : 0;
        return new WebhookScreen.Log(asked, shown, before.isPresent(), older);
    }

    private Reply progress(Visit visit) {
        var webhook = webhook(visit);
        return Reply.page("webhooks/replays.jte", new ReplayProgress(webhook, log.replays(visit.caller(), webhook)));
    }

    private Reply test(Visit visit) {
        var webhook = webhook(visit);
        var event = visit.field("event");
        if (!WebhookEvents.ALL.contains(event)) {
            throw Problem.invalid("event", Refusal.of("in")).exception();
        }
        return Reply.redirect(path(webhook, deliveries.test(visit.caller(), webhook, event)));
    }

    private Reply replayMany(Visit visit) {
        var webhook = webhook(visit);
        var range = new DeliveryReplays.Range(day(visit, "from", 0), day(visit, "to", 1), status(visit));
        replays.start(visit.caller(), webhook, range);
        return Reply.redirect(WebhookPages.path(webhook)).saying("webhooks.replay-begun");
    }

    private static @Nullable Instant day(Visit visit, String field, int daysLater) {
        var typed = visit.field(field);
        try {
            return AskedDays.start(
                    typed.isEmpty() ? null : typed, daysLater, visit.page().zone());
        } catch (DateTimeParseException e) {
            throw Problem.invalid(field, Refusal.of("date")).exception();
        }
    }

    /** Null for all that didn't arrive. */
    private static @Nullable DeliveryStatus status(Visit visit) {
        var word = visit.field("status");
        if (word.isEmpty()) {
            return null;
        }
        return Arrays.stream(DeliveryStatus.values())
                .filter(status ->
                        status != DeliveryStatus.PENDING && status.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("status", Refusal.of("in")).exception());
    }

    private DeliveryScreen delivery(Visit visit) {
        var webhook = webhook(visit);
        return new DeliveryScreen(webhook, deliveries.whole(visit.caller(), webhook, visit.id(1), true));
    }

    private Reply result(Visit visit) {
        return Reply.page("webhooks/result.jte", delivery(visit));
    }

    private Reply replay(Visit visit) {
        var webhook = webhook(visit);
        return Reply.redirect(path(webhook, deliveries.replay(visit.caller(), webhook, visit.id(1))));
    }

    private Webhook webhook(Visit visit) {
        return webhooks.get(visit.caller(), visit.id(0));
    }

    private static String path(Webhook webhook, Delivery delivery) {
        return WebhookPages.path(webhook) + "/deliveries/" + delivery.id();
    }
}
