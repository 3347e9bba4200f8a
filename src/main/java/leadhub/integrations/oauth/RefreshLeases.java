package leadhub.integrations.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import leadhub.base.Times;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Has one process at a time use an integration's refresh token: a provider that puts another one in its place takes each once, and the new
 * one has to be kept before anybody asks again.
 */
@Service
public class RefreshLeases {
    /** Longer than asking twice and keeping the answer takes. Whoever is killed meanwhile keeps others waiting no longer. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final RefreshLeaseSql sql;
    private final Clock clock;

    RefreshLeases(RefreshLeaseSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Until when this process has it; empty while another one does, or where the integration is gone. */
    @Transactional
    public Optional<Instant> take(long workspaceId, long integrationId) {
        var now = Times.now(clock);
        var until = now.plus(LEASE);
        return sql.take(workspaceId, integrationId, now, until) ? Optional.of(until) : Optional.empty();
    }

    @Transactional
    public void end(long workspaceId, long integrationId, Instant until) {
        sql.end(workspaceId, integrationId, until);
    }
}
