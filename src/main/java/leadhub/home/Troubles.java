package leadhub.home;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import leadhub.automations.runs.RunOverviews;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.duplicates.Duplicates;
import leadhub.panel.Visit;
import leadhub.webhooks.Webhook;
import leadhub.webhooks.Webhooks;
import org.springframework.stereotype.Component;

/** Looks what needs somebody: each only for those who can do something about it. */
@Component
class Troubles {
    private static final Duration LATELY = Duration.ofDays(7);

    private final Webhooks webhooks;
    private final RunOverviews runs;
    private final Duplicates duplicates;
    private final Clock clock;

    Troubles(Webhooks webhooks, RunOverviews runs, Duplicates duplicates, Clock clock) {
        this.webhooks = webhooks;
        this.runs = runs;
        this.duplicates = duplicates;
        this.clock = clock;
    }

    Trouble of(Visit visit) {
        var caller = visit.caller();
        var page = visit.page();
        return new Trouble(
                page.may(Role.ADMIN)
                        ? webhooks.all(caller).stream()
                                .filter(Troubles::isFailing)
                                .toList()
                        : List.of(),
                page.may(Role.MANAGER) ? runs.failing(caller, Times.now(clock).minus(LATELY)) : List.of(),
                page.may(Role.AGENT) ? duplicates.known(caller) : 0);
    }

    private static boolean isFailing(Webhook webhook) {
        return webhook.isActive() ? webhook.failingSince() != null : webhook.disabledReason() != null;
    }
}
