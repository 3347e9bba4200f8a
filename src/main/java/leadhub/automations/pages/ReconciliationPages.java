package leadhub.automations.pages;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import leadhub.automations.Automation;
import leadhub.automations.Automations;
import leadhub.automations.runs.Reconciliations;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.AskedDays;
import org.springframework.stereotype.Component;

/** Automations → History → Did it run every time? */
@Component
class ReconciliationPages implements PageRoutes.Provider {
    private static final int USUAL_DAYS = 7;

    private final Automations automations;
    private final Reconciliations reconciliations;
    private final Clock clock;

    ReconciliationPages(Automations automations, Reconciliations reconciliations, Clock clock) {
        this.automations = automations;
        this.reconciliations = reconciliations;
        this.clock = clock;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(AutomationPages.ONE + "/reconciliation", Role.MANAGER, this::show);
    }

    /** Of the last week, unless other days are asked for; an empty day is any: all that is kept, until now. */
    private Reply show(Visit visit) {
        var automation = automations.get(visit.caller(), visit.id(0)).automation();
        var today = LocalDate.ofInstant(Times.now(clock), visit.page().zone());
        var asked = visit.asked("from").isPresent() || visit.asked("to").isPresent();
        var from = visit.asked("from")
                .orElse(asked ? "" : today.minusDays(USUAL_DAYS - 1).toString());
        var to = visit.asked("to").orElse(asked ? "" : today.toString());
        return Reply.page("automations/reconciliation.jte", screen(visit, automation, from, to, today));
    }

    private ReconciliationScreen screen(Visit visit, Automation automation, String from, String to, LocalDate today) {
        var zone = visit.page().zone();
        try {
            var start = AskedDays.start(from.isEmpty() ? null : from, 0, zone);
            var end = Objects.requireNonNull(AskedDays.start(to.isEmpty() ? today.toString() : to, 1, zone));
            if (start != null && !start.isBefore(end)) {
                return new ReconciliationScreen(automation, from, to, null, "webhooks.wrong-period");
            }
            var counted = reconciliations.of(
                    visit.caller(), automation.id(), Objects.requireNonNullElse(start, Instant.EPOCH), end);
            return new ReconciliationScreen(automation, from, to, counted, null);
        } catch (DateTimeParseException e) {
            return new ReconciliationScreen(automation, from, to, null, "audit.wrong-day");
        }
    }
}
