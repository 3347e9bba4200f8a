package leadhub.integrations.fetching;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.base.database.Outage;
import leadhub.intake.HeldIntake;
import leadhub.intake.IntakeReason;
import leadhub.integrations.FetchClaims;
import leadhub.integrations.FetchMarks;
import leadhub.integrations.FetchingType;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fetches what hooks announced, row by row. While a token is dead nothing is asked and nothing is lost: the rows are held until somebody
 * saves another token.
 *
 * <p>What may go well later is tried again after 10 seconds, 1, 5, 15 and 30 minutes, 1, 2, 4 and 8 hours, and 8 more; then it has
 * failed, and can be replayed.
 */
@Service
public class Fetches {
    private static final Logger log = LoggerFactory.getLogger(Fetches.class);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(8));

    /** For how long what a provider announces may not be there yet. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    /** While as many calls are under way as may be. */
    private static final Duration WHILE_BUSY = Duration.ofSeconds(5);

    private final Integrations integrations;
    private final IntegrationTypes types;
    private final HeldIntake held;
    private final Means means;
    private final Clock clock;

    /** By what it asks, and who sees to it that it is found again. */
    @Component
    record Means(ProviderHttp http, FetchClaims claims, FetchMarks marks, IntegrationRefusals refusals) {}

    Fetches(Integrations integrations, IntegrationTypes types, HeldIntake held, Means means, Clock clock) {
        this.integrations = integrations;
        this.types = types;
        this.held = held;
        this.means = means;
        this.clock = clock;
    }

    /** In the transaction that writes them down: has them fetched. */
    public void later(long workspaceId, List<Long> intakeIds) {
        if (!intakeIds.isEmpty()) {
            means.marks().leave(workspaceId);
        }
    }

    /** Fetches a row that is still held. */
    void fetch(long workspaceId, long id) {
        var row = held.find(workspaceId, id).orElse(null);
        if (row == null) {
            return;
        }
        try {
            fetch(workspaceId, row);
        } catch (RuntimeException e) {
            if (Outage.isBehind(e)) {
                throw e;
            }
            log.error("What came in as {} couldn't be fetched for a fault of ours.", id, e);
            later(workspaceId, row, IntakeReason.of(Refusal.of("intake.fault")), Duration.ZERO);
        }
    }

    private void fetch(long workspaceId, HeldIntake.Held row) {
        var integration = holder(workspaceId, row);
        if (integration == null || !(types.get(integration.terms().type()) instanceof FetchingType type)) {
            held.release(workspaceId, row.id(), row.whole().body(), false);
            return;
        }
        var notice = row.whole().received().fields();
        if (moved(workspaceId, row.id(), integration, type, notice)) {
            fetch(workspaceId, row.id());
        } else if (type.refuse(notice, integration.terms().config()).isPresent()) {
            held.release(workspaceId, row.id(), row.whole().body(), false);
        } else if (integration.terms().isPaused()) {
            held.ignore(workspaceId, row.id(), Integrations.PAUSED);
        } else if (!type.isToBeFetched(notice, integration.terms().config())) {
            held.release(workspaceId, row.id(), Json.MAPPER.writeValueAsBytes(notice), false);
        } else if (integration.isTokenDead()) {
            tokenDead(workspaceId, row.id(), integration);
        } else {
            ask(workspaceId, row, integration, type, notice);
        }
    }

    private @Nullable Integration holder(long workspaceId, HeldIntake.Held row) {
        var id = row.whole().entry().sourceId();
        return id == null ? null : integrations.find(workspaceId, id).orElse(null);
    }

    /** Whether it is for another integration, which has it now, unless it has had it before. */
    private boolean moved(long workspaceId, long id, Integration integration, FetchingType type, JsonNode body) {
        var owner = integrations.owner(workspaceId, integration, type.owners(body));
        if (owner == integration.id()) {
            return false;
        }
        if (!held.move(workspaceId, id, owner)) {
            held.fail(workspaceId, id, IntakeReason.of(Refusal.of("intake.counted_before")));
        }
        return true;
    }

    private void ask(
            long workspaceId, HeldIntake.Held row, Integration integration, FetchingType type, JsonNode notice) {
        try {
            var fetched = type.fetch(notice, integration.terms().config(), means.http());
            var body = Json.MAPPER.createObjectNode();
            body.set(FetchingType.NOTICE, notice);
            body.setAll((ObjectNode) fetched.lead());
            moved(workspaceId, row.id(), integration, type, body);
            if (isPaused(workspaceId, row.id())) {
                held.ignore(workspaceId, row.id(), Integrations.PAUSED);
            } else {
                held.release(workspaceId, row.id(), Json.MAPPER.writeValueAsBytes(body), fetched.isTest());
            }
        } catch (ProviderFailure e) {
            failed(workspaceId, row, integration, e);
        }
    }

    /** Whoever has it by now, and as that is by now: the provider may have taken its time. */
    private boolean isPaused(long workspaceId, long id) {
        return held.find(workspaceId, id)
                .map(row -> holder(workspaceId, row))
                .filter(integration -> integration.terms().isPaused())
                .isPresent();
    }

    private void failed(long workspaceId, HeldIntake.Held row, Integration integration, ProviderFailure failure) {
        var why = IntegrationRefusals.reason(failure);
        switch (failure.kind()) {
            case TOKEN -> tokenDead(workspaceId, row.id(), integration);
            case MISSING -> {
                if (isFresh(row)) {
                    later(workspaceId, row, why, Duration.ZERO);
                } else {
                    held.fail(workspaceId, row.id(), why);
                }
            }
            case REFUSED -> held.fail(workspaceId, row.id(), why);
            case LATER -> {
                if (failure.isBusy()) {
                    means.claims()
                            .postpone(
                                    workspaceId,
                                    row,
                                    row.failures(),
                                    why,
                                    Times.now(clock).plus(WHILE_BUSY));
                } else {
                    later(
                            workspaceId,
                            row,
                            why,
                            Optional.ofNullable(failure.pause()).orElse(Duration.ZERO));
                }
            }
        }
    }

    /** What was announced a moment ago may be there in another one. */
    private boolean isFresh(HeldIntake.Held row) {
        return row.whole().received().receivedAt().plus(FRESH).isAfter(Times.now(clock));
    }

    private void later(long workspaceId, HeldIntake.Held row, IntakeReason why, Duration asked) {
        if (row.failures() >= PAUSES.size()) {
            held.fail(workspaceId, row.id(), why);
            return;
        }
        var ours = PAUSES.get(row.failures());
        var pause = asked.compareTo(ours) > 0 ? asked : ours;
        means.claims()
                .postpone(
                        workspaceId,
                        row,
                        row.failures() + 1,
                        why,
                        Times.now(clock).plus(pause));
    }

    /** If somebody has saved another token meanwhile, it is tried with that. */
    private void tokenDead(long workspaceId, long id, Integration integration) {
        if (!means.refusals().suspend(workspaceId, integration, id)) {
            fetch(workspaceId, id);
        }
    }
}
