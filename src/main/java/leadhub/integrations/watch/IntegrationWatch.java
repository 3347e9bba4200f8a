package leadhub.integrations.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import leadhub.base.Actor;
import leadhub.base.Times;
import leadhub.integrations.AskedType;
import leadhub.integrations.IntegrationHealths;
import leadhub.integrations.IntegrationTypes;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Component;

/** Looks at all integrations once in a while, and says which need somebody: to administrators, and as a metric. */
@Component
class IntegrationWatch {
    private static final Duration BEFORE_EXPIRY = Duration.ofDays(7);

    private final IntegrationHealths healths;
    private final IntegrationTypes types;
    private final Workspaces workspaces;
    private final Findings findings;
    private final Clock clock;

    IntegrationWatch(
            IntegrationHealths healths, IntegrationTypes types, Workspaces workspaces, Findings findings, Clock clock) {
        this.healths = healths;
        this.types = types;
        this.workspaces = workspaces;
        this.findings = findings;
        this.clock = clock;
    }

    /** Where what was found goes. */
    @Component
    static final class Findings {
        private final WatchSql sql;
        private final TroubleReports reports;
        private final Map<Trouble, Long> inNeed = new ConcurrentHashMap<>();

        Findings(WatchSql sql, TroubleReports reports, MeterRegistry metrics) {
            this.sql = sql;
            this.reports = reports;
            for (var trouble : Trouble.values()) {
                metrics.gauge(
                        "leadhub.integrations.in.need",
                        Tags.of("trouble", trouble.word()),
                        inNeed,
                        all -> all.getOrDefault(trouble, 0L));
            }
        }
    }

    /** Looks at those of all workspaces. */
    void look() {
        var found = new EnumMap<Trouble, Long>(Trouble.class);
        workspaces.each(workspaceId -> {
            var troubles = troubles(workspaceId);
            report(workspaceId, troubles);
            troubles.values().forEach(trouble -> found.merge(trouble, 1L, Long::sum));
        });
        for (var trouble : Trouble.values()) {
            findings.inNeed.put(trouble, found.getOrDefault(trouble, 0L));
        }
    }

    private void report(long workspaceId, Map<Long, Trouble> troubles) {
        var told = findings.sql.told(workspaceId);
        var all = new HashSet<>(told.keySet());
        all.addAll(troubles.keySet());
        for (var id : all) {
            var trouble = troubles.get(id);
            if (!Objects.equals(told.get(id), trouble == null ? null : trouble.word())) {
                findings.reports.report(workspaceId, id, trouble);
            }
        }
    }

    private Map<Long, Trouble> troubles(long workspaceId) {
        var saved = findings.sql.saved(workspaceId);
        if (saved.isEmpty()) {
            return Map.of();
        }
        var troubles = new HashMap<Long, Trouble>();
        saved.stream().filter(this::isExpiring).forEach(one -> troubles.put(one.id(), Trouble.TOKEN_EXPIRING));
        var caller = workspaces.caller(workspaceId, Actor.system("integrations"));
        healths.inNeed(caller).forEach(one -> troubles.put(one.integration().id(), Trouble.of(one)));
        return troubles;
    }

    private boolean isExpiring(WatchSql.Saved saved) {
        var soon = Times.now(clock).plus(BEFORE_EXPIRY);
        return types.get(saved.type()) instanceof AskedType type
                && type.tokenLife()
                        .filter(life -> saved.at().plus(life).isBefore(soon))
                        .isPresent();
    }
}
