package leadhub.webhooks.pages;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.webhooks.Webhooks;
import leadhub.webhooks.log.ArrivalCounts;
import org.springframework.stereotype.Component;

/** Settings → Webhooks → Does it arrive? */
@Component
class ArrivalPages implements PageRoutes.Provider {
    private static final int USUAL_DAYS = 7;

    private final Webhooks webhooks;
    private final ArrivalCounts arrivals;
    private final Clock clock;

    ArrivalPages(Webhooks webhooks, ArrivalCounts arrivals, Clock clock) {
        this.webhooks = webhooks;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(WebhookPages.ALL + "/arrival", Role.ADMIN, this::show);
    }

    /** Of the first webhook and the last week, unless others are asked for. */
    private Reply show(Visit visit) {
        var all = webhooks.all(visit.caller());
        var zone = visit.page().zone();
        var today = LocalDate.ofInstant(Times.now(clock), zone);
        var from = visit.asked("from").orElse(today.minusDays(USUAL_DAYS - 1).toString());
        var to = visit.asked("to").orElse(today.toString());
        var wanted = visit.asked("webhook").orElse("");
        var webhook = all.stream()
                .filter(one -> wanted.isEmpty() || Long.toString(one.id()).equals(wanted))
                .findFirst();
        try {
            var begin = Objects.requireNonNull(LogQuery.start(from, 0, zone));
            var end = Objects.requireNonNull(LogQuery.start(to, 1, zone));
            var found = webhook.map(one -> arrivals.of(visit.caller(), one, begin, end));
            return Reply.page(
                    "webhooks/arrival.jte",
                    new ArrivalScreen(all, webhook.orElse(null), from, to, found.orElse(null), false));
        } catch (DateTimeParseException e) {
            return Reply.page(
                    "webhooks/arrival.jte", new ArrivalScreen(all, webhook.orElse(null), from, to, null, true));
        }
    }
}
