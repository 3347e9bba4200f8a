package leadhub.integrations;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.intake.HeldIntake;
import leadhub.intake.IntakeEntry;
import leadhub.intake.IntakeReason;
import leadhub.integrations.provider.ProviderFailure;
import leadhub.integrations.provider.ProviderHttp;
import leadhub.jobs.JobQueue;
import leadhub.jobs.Postponed;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fetches what hooks announced, a job a row. While a token is dead nothing is asked and nothing is lost: the rows are held until somebody
 * saves another token.
 *
 * <p>What may go well later is tried again after 10 seconds, 1, 5, 15 and 30 minutes, 1, 2, 4 and 8 hours, and 8 more; then it has
 * failed, and can be replayed.
 */
@Service
public class Fetches {
    /** Fetches one row. */
    public static final String JOB = "integration-fetch";

    /** Has all that an integration holds fetched again. */
    public static final String JOB_OF_ALL = "integration-fetch-held";

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

    private static final int STEP = 500;

    private final Integrations integrations;
    private final IntegrationTypes types;
    private final HeldIntake held;
    private final Means means;
    private final Clock clock;

    /** By what it asks, and by whom it has it done. */
    @Component
    record Means(ProviderHttp http, JobQueue jobs) {}

    Fetches(Integrations integrations, IntegrationTypes types, HeldIntake held, Means means, Clock clock) {
        this.integrations = integrations;
        this.types = types;
        this.held = held;
        this.means = means;
        this.clock = clock;
    }

    /** A row to fetch. */
    public record One(long workspaceId, long intakeId) {}

    /** An integration whose rows are to be fetched. */
    public record All(long workspaceId, long integrationId) {}

    /** In the transaction that writes them down: has them fetched. */
    void later(long workspaceId, List<Long> intakeIds) {
        intakeIds.forEach(id -> means.jobs().add(JOB, new One(workspaceId, id)));
    }

    /** Leaves a job for each row of an integration that is held. */
    public void later(All all) {
        for (var after = 0L; ; ) {
            var ids = held.of(all.workspaceId(), all.integrationId(), after, STEP);
            later(all.workspaceId(), ids);
            if (ids.size() < STEP) {
                return;
            }
            after = ids.getLast();
        }
    }

    /** Fetches a row that is still held. */
    public void fetch(One one) {
        var row = held.find(one.workspaceId(), one.intakeId()).orElse(null);
        if (row == null) {
            return;
        }
        var sourceId = row.entry().sourceId();
        var integration = sourceId == null
                ? null
                : integrations.find(one.workspaceId(), sourceId).orElse(null);
        if (integration == null || !(types.get(integration.terms().type()) instanceof FetchingType type)) {
            held.release(one.workspaceId(), one.intakeId(), row.body(), false);
            return;
        }
        var notice = row.received().fields();
        if (moved(one, integration, type, notice)) {
            fetch(one);
        } else if (type.refuse(notice, integration.terms().config()).isPresent()) {
            held.release(one.workspaceId(), one.intakeId(), row.body(), false);
        } else if (integration.isTokenDead()) {
            tokenDead(one, integration);
        } else {
            fetch(one, row, integration, type, notice);
        }
    }

    /** Whether it is for another integration, which has it now, unless it has had it before. */
    private boolean moved(One one, Integration integration, FetchingType type, JsonNode body) {
        var owner = integrations.owner(one.workspaceId(), integration, type.owners(body));
        if (owner == integration.id()) {
            return false;
        }
        if (!held.move(one.workspaceId(), one.intakeId(), owner)) {
            held.fail(one.workspaceId(), one.intakeId(), IntakeReason.of(Refusal.of("intake.counted_before")));
        }
        return true;
    }

    private void fetch(One one, IntakeEntry.Whole row, Integration integration, FetchingType type, JsonNode notice) {
        try {
            var fetched = type.fetch(notice, integration.terms().config(), means.http());
            var body = Json.MAPPER.createObjectNode();
            body.set(FetchingType.NOTICE, notice);
            body.setAll((ObjectNode) fetched.lead());
            moved(one, integration, type, body);
            held.release(one.workspaceId(), one.intakeId(), Json.MAPPER.writeValueAsBytes(body), fetched.isTest());
        } catch (ProviderFailure e) {
            failed(one, row, integration, e);
        }
    }

    private void failed(One one, IntakeEntry.Whole row, Integration integration, ProviderFailure failure) {
        switch (failure.kind()) {
            case TOKEN -> tokenDead(one, integration);
            case REFUSED -> held.fail(one.workspaceId(), one.intakeId(), Integrations.reason(failure));
            case LATER -> {
                var attempts = row.entry().attempts();
                if (attempts >= PAUSES.size()) {
                    held.fail(one.workspaceId(), one.intakeId(), Integrations.reason(failure));
                    return;
                }
                held.note(one.workspaceId(), one.intakeId(), Integrations.reason(failure));
                var ours = PAUSES.get(attempts);
                var asked = Optional.ofNullable(failure.pause()).orElse(Duration.ZERO);
                throw new Postponed(failure.say(), Times.now(clock).plus(asked.compareTo(ours) > 0 ? asked : ours));
            }
        }
    }

    /** If somebody has saved another token meanwhile, it is tried with that. */
    private void tokenDead(One one, Integration integration) {
        if (!integrations.tokenRefused(one.workspaceId(), integration)) {
            throw new Postponed("Its config has changed.", Times.now(clock));
        }
        held.note(one.workspaceId(), one.intakeId(), IntakeReason.of(Refusal.of("integration.token")));
    }

    /** For a fault of ours. */
    @Transactional
    public void giveUp(One one) {
        held.fail(one.workspaceId(), one.intakeId(), IntakeReason.of(Refusal.of("intake.fault")));
    }
}
