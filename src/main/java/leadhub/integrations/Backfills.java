package leadhub.integrations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.intake.IntakeLedger;
import leadhub.intake.IntakeReason;
import leadhub.intake.NewIntake;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.jobs.Jobs.StepResult;
import org.jspecify.annotations.Nullable;
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
    public static final String JOB = "integration-backfill";

    private static final int MOST_FAILURES = 20;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration MOST_PAUSE = Duration.ofHours(1);

    private final BackfillSql sql;
    private final Known known;
    private final IntakeLedger ledger;
    private final Clock clock;
    private final TransactionTemplate tx;

    Backfills(BackfillSql sql, Known known, IntakeLedger ledger, Clock clock, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.known = known;
        this.ledger = ledger;
        this.clock = clock;
        this.tx = new TransactionTemplate(transactions);
    }

    /** The integrations, their types, and by what those ask. */
    @Component
    record Known(Integrations integrations, IntegrationTypes types, ProviderHttp http) {}

    /** Takes the next page. */
    public StepResult step(long workspaceId, long id) {
        var backfill = sql.find(workspaceId, id).orElse(null);
        if (backfill == null || backfill.finishedAt() != null) {
            return StepResult.DONE;
        }
        var now = Times.now(clock);
        if (backfill.retryAt() != null && backfill.retryAt().isAfter(now)) {
            return StepResult.WAITING;
        }
        var integration =
                known.integrations().find(workspaceId, backfill.integrationId()).orElse(null);
        if (integration == null || !(known.types().get(integration.terms().type()) instanceof FetchingType type)) {
            return StepResult.DONE;
        }
        try {
            var wanted = new FetchingType.Past(backfill.since(), now, backfill.next());
            var page = type.past(integration.terms().config(), wanted, known.http());
            if (page.next() != null && page.next().equals(backfill.next())) {
                throw ProviderFailure.refused("its pages repeat themselves");
            }
            return keep(workspaceId, backfill, integration, type, page);
        } catch (ProviderFailure e) {
            return failed(workspaceId, backfill, integration, e);
        }
    }

    private StepResult keep(
            long workspaceId,
            Backfill backfill,
            Integration integration,
            FetchingType type,
            FetchingType.PastLeads page) {
        tx.executeWithoutResult(status -> {
            var fresh = ledger.acceptUnknown(workspaceId, items(workspaceId, integration, type, page));
            if (!sql.advance(workspaceId, backfill, backfill.page(page, fresh, Times.now(clock)))) {
                status.setRollbackOnly();
            }
        });
        return page.next() == null ? StepResult.DONE : StepResult.MORE;
    }

    private List<NewIntake> items(
            long workspaceId, Integration integration, FetchingType type, FetchingType.PastLeads page) {
        var actor = new Actor(
                Actor.Kind.INTEGRATION, integration.id(), integration.terms().name());
        var owners = new HashMap<List<FetchingType.Owner>, Long>();
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

    private StepResult failed(long workspaceId, Backfill backfill, Integration integration, ProviderFailure failure) {
        var now = Times.now(clock);
        var why = Integrations.reason(failure);
        if (failure.kind() == ProviderFailure.Kind.TOKEN) {
            known.integrations().tokenRefused(workspaceId, integration);
        }
        var mayGoWell = failure.kind() == ProviderFailure.Kind.LATER && backfill.failures() < MOST_FAILURES;
        var again = mayGoWell ? now.plus(pause(backfill.failures(), failure.pause())) : null;
        sql.advance(workspaceId, backfill, backfill.failed(why, again, now));
        return again == null ? StepResult.DONE : StepResult.WAITING;
    }

    private static Duration pause(int failures, @Nullable Duration asked) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10));
        var ours = pause.compareTo(MOST_PAUSE) > 0 ? MOST_PAUSE : pause;
        return asked != null && asked.compareTo(ours) > 0 ? asked : ours;
    }

    /** For a fault of ours. */
    public void giveUp(long workspaceId, long id) {
        sql.find(workspaceId, id).ifPresent(backfill -> {
            var why = IntakeReason.of(Refusal.of("intake.fault"));
            sql.advance(workspaceId, backfill, backfill.failed(why, null, Times.now(clock)));
        });
    }

    /** The last one of an integration, whether it is over or not. */
    public Optional<Backfill> last(long workspaceId, long integrationId) {
        return sql.last(workspaceId, integrationId);
    }

    static Instant overlapping(Instant since) {
        return since.minus(Duration.ofMinutes(10));
    }
}
