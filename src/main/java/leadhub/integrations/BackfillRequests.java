package leadhub.integrations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes wishes for leads from before; {@code integrations.fetching} fetches them. */
@Service
public class BackfillRequests {
    /** What came at the edge may be known under a time that is a little earlier. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final Integrations integrations;
    private final IntegrationTypes types;
    private final BackfillSql sql;
    private final Audit audit;
    private final Clock clock;

    BackfillRequests(Integrations integrations, IntegrationTypes types, BackfillSql sql, Audit audit, Clock clock) {
        this.integrations = integrations;
        this.types = types;
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
    }

    /** Has leads from before fetched; in a moment, and none that is known already. */
    @Transactional
    public Backfill backfill(Caller caller, long id, Instant since) {
        caller.require(Permission.WRITE_INTEGRATIONS);
        var integration = integrations.lock(caller, id);
        if (!(types.get(integration.terms().type()) instanceof AskedType type)) {
            throw new Problem.Conflict(Refusal.of("integration.no_backfill")).exception();
        }
        missing(type, integration).ifPresent(why -> {
            throw new Problem.Conflict(why).exception();
        });
        if (integration.terms().isPaused()) {
            throw new Problem.Conflict(Refusal.of("integration.paused")).exception();
        }
        if (integration.isTokenDead()) {
            throw new Problem.Conflict(Refusal.of("integration.token")).exception();
        }
        if (sql.last(caller.workspaceId(), id).filter(Backfill::isRunning).isPresent()) {
            throw new Problem.Conflict(Refusal.of("integration.backfilling")).exception();
        }
        var now = Times.now(clock);
        var begun = sql.insert(caller.workspaceId(), id, since.minus(OVERLAP), now);
        audit.record(caller, "integration.backfilled", id, null, Map.of("since", since.toString()));
        integrations.fetchSoon(caller);
        return begun;
    }

    /** What speaks against asking a provider for past leads: nobody has said whom, or as whom. */
    public static Optional<Refusal> missing(AskedType type, Integration integration) {
        var fields = type.missing(integration.terms().config()).stream()
                .map(TypeField::key)
                .collect(Collectors.joining(", "));
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of("integration.backfill_missing").with("fields", fields));
    }
}
