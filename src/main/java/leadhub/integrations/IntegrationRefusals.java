package leadhub.integrations;

import java.time.Clock;
import java.time.Duration;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.intake.HeldIntake;
import leadhub.intake.IntakeReason;
import leadhub.integrations.provider.ProviderFailure;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what integrations refused, and what their providers refused them. */
@Service
public class IntegrationRefusals {
    private static final Duration BETWEEN_REFUSALS = Duration.ofMinutes(1);

    private final IntegrationSql sql;
    private final HeldIntake held;
    private final Clock clock;

    IntegrationRefusals(IntegrationSql sql, HeldIntake held, Clock clock) {
        this.sql = sql;
        this.held = held;
        this.clock = clock;
    }

    /** Writes down that something was refused before it came into the ledger. */
    @Transactional
    public void refused(long workspaceId, long id, Refusal why) {
        var now = Times.now(clock);
        sql.refused(workspaceId, id, IntakeReason.of(why), now, now.minus(BETWEEN_REFUSALS));
    }

    /** What was refused goes well again. */
    @Transactional
    public void over(long workspaceId, long id) {
        sql.over(workspaceId, id);
    }

    /** Its provider takes its token no more; false if somebody has changed the integration meanwhile, for whom that may be over. */
    @Transactional
    public boolean tokenRefused(long workspaceId, Integration integration) {
        return refusedBy(workspaceId, integration, Refusal.of("integration.token"));
    }

    /** The URL of its channel leads nowhere any more. */
    @Transactional
    public void channelGone(long workspaceId, Integration integration) {
        refusedBy(workspaceId, integration, Refusal.of("integration.channel_gone"));
    }

    private boolean refusedBy(long workspaceId, Integration integration, Refusal why) {
        return sql.tokenRefused(
                workspaceId, integration.id(), IntakeReason.of(why), Times.now(clock), integration.updatedAt());
    }

    /** A token is refused, while that is why a row is held on; whoever saves another token meanwhile wakes it afterwards. */
    @Transactional
    public boolean suspend(long workspaceId, Integration integration, long intakeId) {
        var isRefused = tokenRefused(workspaceId, integration);
        if (isRefused) {
            held.suspend(workspaceId, intakeId, IntakeReason.of(Refusal.of("integration.token")));
        }
        return isRefused;
    }

    /** As people are told of it. */
    public static IntakeReason reason(ProviderFailure failure) {
        return IntakeReason.of(
                switch (failure.kind()) {
                    case TOKEN -> Refusal.of("integration.token");
                    case LATER -> Refusal.of("integration.provider").with("error", failure.say());
                    case REFUSED, MISSING ->
                        Refusal.of("integration.provider_refused").with("error", failure.say());
                });
    }
}
