package leadhub.integrations.fetching;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.base.database.Outage;
import leadhub.intake.IntakeLedger;
import leadhub.intake.IntakeReason;
import leadhub.intake.NewIntake;
import leadhub.integrations.AskedType;
import leadhub.integrations.Backfill;
import leadhub.integrations.BackfillRequests;
import leadhub.integrations.FetchClaims;
import leadhub.integrations.Integration;
import leadhub.integrations.IntegrationRefusals;
import leadhub.integrations.IntegrationTypes;
import leadhub.integrations.Integrations;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fetches leads from before, a page a step. What is known already, by a hook or by another backfill, leaves nothing; the next page is
 * written down together with the leads of this one.
 *
 * <p>Limits: 20 failures of the provider in a row, each pause twice the one before, from 10 seconds to an hour.
 */
@Service
public class Backfills {
    private static final Logger log = LoggerFactory.getLogger(Backfills.class);

    private static final int MOST_FAILURES = 20;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration MOST_PAUSE = Duration.ofHours(1);

    private final Known known;
    private final IntakeLedger ledger;
    private final Clock clock;
    private final TransactionTemplate tx;

    Backfills(Known known, IntakeLedger ledger, Clock clock, PlatformTransactionManager transactions) {
        this.known = known;
        this.ledger = ledger;
        this.clock = clock;
        this.tx = new TransactionTemplate(transactions);
    }

    /** The integrations, their types, by what those ask, and where it is written down. */
    @Component
    record Known(
            Integrations integrations,
            IntegrationTypes types,
            ProviderHttp http,
            FetchClaims claims,
            IntegrationRefusals refusals) {}

    /** Takes the next page. */
    void step(long workspaceId, long id) {
        var backfill = known.claims().find(workspaceId, id).orElse(null);
        if (backfill == null || backfill.finishedAt() != null) {
            return;
        }
        try {
            step(workspaceId, backfill);
        } catch (RuntimeException e) {
            if (Outage.isBehind(e)) {
                throw e;
            }
            log.error("A page of backfill {} couldn't be taken for a fault of ours.", id, e);
            failed(workspaceId, backfill, IntakeReason.of(Refusal.of("intake.fault")), Duration.ZERO);
        }
    }

    private void step(long workspaceId, Backfill backfill) {
        var integration =
                known.integrations().find(workspaceId, backfill.integrationId()).orElse(null);
        if (integration == null || !(known.types().get(integration.terms().type()) instanceof AskedType type)) {
            end(workspaceId, backfill, null);
            return;
        }
        if (integration.terms().isPaused()) {
            end(workspaceId, backfill, Integrations.PAUSED);
            return;
        }
        var missing = BackfillRequests.missing(type, integration);
        if (missing.isPresent()) {
            end(workspaceId, backfill, IntakeReason.of(missing.get()));
            return;
        }
        try {
            var wanted = new AskedType.Past(backfill.since(), Times.now(clock), backfill.next());
            var page = type.past(integration.terms().config(), wanted, known.http());
            if (page.next() != null && page.next().equals(backfill.next())) {
                throw ProviderFailure.refused("its pages repeat themselves");
            }
            keep(workspaceId, backfill, integration, type, page);
        } catch (ProviderFailure e) {
            failed(workspaceId, backfill, integration, e);
        }
    }

    /** Nothing of it, if somebody has paused the integration meanwhile. */
    private void keep(
            long workspaceId, Backfill backfill, Integration integration, AskedType type, AskedType.PastLeads page) {
        var isPaused = known.integrations()
                .find(workspaceId, integration.id())
                .filter(now -> now.terms().isPaused())
                .isPresent();
        if (isPaused) {
            end(workspaceId, backfill, Integrations.PAUSED);
            return;
        }
        tx.executeWithoutResult(status -> {
            var fresh = ledger.acceptUnknown(workspaceId, items(workspaceId, integration, type, page));
            if (!known.claims().advance(workspaceId, backfill, backfill.page(page, fresh, Times.now(clock)))) {
                status.setRollbackOnly();
            }
        });
    }

    private List<NewIntake> items(long workspaceId, Integration integration, AskedType type, AskedType.PastLeads page) {
        var actor = new Actor(
                Actor.Kind.INTEGRATION, integration.id(), integration.terms().name());
        var owners = new HashMap<List<AskedType.Owner>, Long>();
        var items = new ArrayList<NewIntake>();
        for (var lead : page.leads()) {
            var ownerId = owners.computeIfAbsent(
                    type.owners(lead.fetched().lead()),
                    wanted -> known.integrations().owner(workspaceId, integration, wanted));
            items.add(new NewIntake(
                    type.source(),
                    ownerId,
                    lead.externalId(),
                    actor,
                    "application/json",
                    Map.of(),
                    Json.MAPPER.writeValueAsBytes(lead.fetched().lead()),
                    lead.fetched().isTest()));
        }
        return items;
    }

    private void failed(long workspaceId, Backfill backfill, Integration integration, ProviderFailure failure) {
        var why = IntegrationRefusals.reason(failure);
        switch (failure.kind()) {
            case TOKEN -> {
                known.refusals().tokenRefused(workspaceId, integration);
                end(workspaceId, backfill, why);
            }
            case REFUSED, MISSING -> end(workspaceId, backfill, why);
            case LATER -> {
                var asked = failure.pause() == null ? Duration.ZERO : failure.pause();
                if (failure.isBusy()) {
                    var again = Times.now(clock).plus(asked);
                    known.claims().advance(workspaceId, backfill, backfill.waiting(why, again));
                } else {
                    failed(workspaceId, backfill, why, asked);
                }
            }
        }
    }

    private void failed(long workspaceId, Backfill backfill, IntakeReason why, Duration asked) {
        var now = Times.now(clock);
        var again = backfill.failures() < MOST_FAILURES ? now.plus(pause(backfill.failures(), asked)) : null;
        known.claims().advance(workspaceId, backfill, backfill.failed(why, again, now));
    }

    private void end(long workspaceId, Backfill backfill, @Nullable IntakeReason why) {
        known.claims().advance(workspaceId, backfill, backfill.ended(why, Times.now(clock)));
    }

    private static Duration pause(int failures, Duration asked) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10));
        var ours = pause.compareTo(MOST_PAUSE) > 0 ? MOST_PAUSE : pause;
        return asked.compareTo(ours) > 0 ? asked : ours;
    }

    /** The last one of an integration, whether it is over or not. */
    public Optional<Backfill> last(long workspaceId, long integrationId) {
        return known.claims().last(workspaceId, integrationId);
    }
}
