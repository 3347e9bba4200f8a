package leadhub.webhooks.pages;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.AskedDays;
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
        var asked = visit.asked("from").isPresent() || visit.asked("to").isPresent();
        var from = visit.asked("from")
                .orElse(asked ? "" : today.minusDays(USUAL_DAYS - 1).toString());
        var to = visit.asked("to").orElse(asked ? "" : today.toString());
        var wanted = visit.asked("webhook").orElse("");
        var webhook = all.stream()
                .filter(one -> wanted.isEmpty() || Long.toString(one.id()).equals(wanted))
                .findFirst();
        var screen = new ArrivalScreen(all, webhook.orElse(null), from, to, null, null);
        return Reply.page("webhooks/arrival.jte", counted(visit, screen, today));
    }

    /** An empty day is any: all that is kept, until now. */
    private ArrivalScreen counted(Visit visit, ArrivalScreen screen, LocalDate today) {
        var zone = visit.page().zone();
        try {
            var from = AskedDays.start(screen.from().isEmpty() ? null : screen.from(), 0, zone);
            var to = AskedDays.start(screen.to().isEmpty() ? today.toString() : screen.to(), 1, zone);
            if (LogQuery.isReversed(from, to)) {
                return screen.refused("webhooks.wrong-period");
            }
            return screen.webhook() == null
                    ? screen
                    : screen.counted(arrivals.of(
                            visit.caller(),
                            screen.webhook(),
                            Objects.requireNonNullElse(from, Instant.EPOCH),
                            Objects.requireNonNull(to)));
        } catch (DateTimeParseException e) {
            return screen.refused("audit.wrong-day");
        }
    }
}
